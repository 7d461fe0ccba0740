package dev.hearth.runtime.install;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** The list of llama.cpp's releases, at GitHub or at a mirror that answers in the same shape. */
public final class ReleaseFeed {
  /** Where the official releases are listed. */
  public static final String OFFICIAL = "https://api.github.com/repos/ggml-org/llama.cpp/releases";

  /** Names a mirror to use instead. */
  public static final String MIRROR_VARIABLE = "HEARTH_LLAMA_RELEASES";

  /** A release's answer is some 100 kB; a hundred releases in one answer are refused. */
  private static final long ANSWER_BYTES = 8L * 1024 * 1024;

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._+-]{1,200}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private final Call.Factory http;
  private final HttpUrl base;
  private final JsonMapper json = new JsonMapper();

  public ReleaseFeed(Call.Factory http, HttpUrl base) {
    this.http = http;
    this.base = base;
  }

  /** The newest release. */
  public Release latest() throws IOException {
    return release(get(base.newBuilder().addPathSegment("latest").build()));
  }

  /** The release with this tag, such as {@code b11669}. */
  public Release tagged(String tag) throws IOException {
    requireTag(tag);
    return release(get(base.newBuilder().addPathSegment("tags").addPathSegment(tag).build()));
  }

  /** The newest releases. */
  public List<Release> recent(int count) throws IOException {
    HttpUrl url = base.newBuilder().addQueryParameter("per_page", Integer.toString(count)).build();
    List<Release> releases = new ArrayList<>();
    for (JsonNode node : get(url)) {
      releases.add(release(node));
    }
    return releases;
  }

  private static void requireTag(String tag) throws InstallException {
    if (!TAG.matcher(tag).matches() || tag.startsWith(".")) {
      throw new InstallException("'" + tag + "' is no release name; they look like b11669.");
    }
  }

  private Release release(JsonNode node) throws InstallException {
    String tag = node.path("tag_name").asText();
    requireTag(tag);
    List<Release.Asset> assets = new ArrayList<>();
    for (JsonNode asset : node.path("assets")) {
      String name = asset.path("name").asText();
      if (FILE.matcher(name).matches()) {
        assets.add(
            new Release.Asset(
                name,
                asset.path("browser_download_url").asText(),
                asset.path("size").asLong(),
                Optional.of(asset.path("digest").asText())
                    .filter(DIGEST.asMatchPredicate())
                    .map(digest -> digest.substring("sha256:".length()))));
      }
    }
    return new Release(tag, published(node.path("published_at").asText()), assets);
  }

  private static Instant published(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private JsonNode get(HttpUrl url) throws IOException {
    Request request =
        new Request.Builder().url(url).header("Accept", "application/vnd.github+json").build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new InstallException(refusal(url, response));
      }
      return json.readTree(response.peekBody(ANSWER_BYTES).string());
    } catch (JacksonException e) {
      throw new InstallException(url + " did not answer with a list of releases.", e);
    } catch (InstallException e) {
      throw e;
    } catch (IOException e) {
      throw new InstallException(
          "The releases could not be listed: "
              + e.getMessage()
              + ". Check the network, or name a mirror with "
              + MIRROR_VARIABLE
              + ".",
          e);
    }
  }

  private static String refusal(HttpUrl url, Response response) {
    return switch (response.code()) {
      case 403, 429 ->
          "GitHub allows no more questions from this address for now. Try again in an hour, or"
              + " name a mirror with "
              + MIRROR_VARIABLE
              + ".";
      case 404 -> "There is no such release at " + url + ".";
      default -> url + " answered with status " + response.code() + ".";
    };
  }
}
