package dev.hearth.models.hub;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.GgufReader;
import dev.hearth.models.gguf.ModelFileName;
import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks the Hugging Face hub, or a mirror of it, what models there are. */
public final class HubClient {
  /** Lists of files come in pages of a thousand; nobody publishes a hundred thousand GGUF files. */
  private static final int MOST_PAGES = 100;

  private static final long MOST_JSON = 32L * 1024 * 1024;

  /** A header is asked for in pieces of this size, as each costs a round trip. */
  private static final int HEADER_PIECE = 1024 * 1024;

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"next\"");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HubHttp http;

  /**
   * Makes a client.
   *
   * @param base the connections to use
   * @param settings where the hub is
   */
  public HubClient(OkHttpClient base, HubSettings settings) {
    this.http = new HubHttp(base, settings);
  }

  /** Repositories with GGUF files whose name or text fits, the most downloaded first. */
  public List<HubModel> search(String words, int most) throws IOException {
    HttpUrl url =
        api()
            .addPathSegment("models")
            .addQueryParameter("search", words)
            .addQueryParameter("filter", "gguf")
            .addQueryParameter("sort", "downloads")
            .addQueryParameter("direction", "-1")
            .addQueryParameter("limit", Integer.toString(Math.clamp(most, 1, 100)))
            .build();
    List<HubModel> found = new ArrayList<>();
    for (JsonNode node : json(url, "the search").json()) {
      String id = node.path("id").asText(node.path("modelId").asText(""));
      if (!id.isEmpty()) {
        found.add(
            new HubModel(
                id,
                node.path("downloads").asLong(0),
                node.path("likes").asLong(0),
                node.path("lastModified").asText(""),
                gated(node)));
      }
    }
    return found;
  }

  /** The GGUF files of a repository, at the commit it is at now. */
  public HubListing list(HubReference reference) throws IOException {
    Optional<JsonNode> about = about(reference);
    String commit = about.map(node -> node.path("sha").asText("")).orElse("");
    HubReference at = commit.matches("[0-9a-f]{40}") ? reference.at(commit) : reference;
    List<HubFile> files = new ArrayList<>();
    HttpUrl next = repository(at, "tree").addQueryParameter("recursive", "true").build();
    for (int page = 0; page < MOST_PAGES && next != null; page++) {
      Answer answer = json(next, reference.id());
      answer.json().forEach(node -> file(node).ifPresent(files::add));
      next = next(next, answer.link());
    }
    return new HubListing(at, about.map(HubClient::gated).orElse(false), files);
  }

  /** What a file's header says, read from the hub without downloading the file. */
  public GgufCard card(HubListing listing, HubFile file) throws IOException {
    HubResource resource = new HubResource(http, listing.reference(), file);
    try (RemoteBytes bytes = new RemoteBytes(resource, new CallGroup())) {
      return GgufReader.read(bytes, HEADER_PIECE);
    }
  }

  HubHttp http() {
    return http;
  }

  /** A mirror may not know this question; then the branch's name has to do. */
  private Optional<JsonNode> about(HubReference reference) throws IOException {
    try {
      return Optional.of(json(repository(reference, "revision").build(), reference.id()).json());
    } catch (HubException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private HttpUrl.Builder api() {
    return http.endpoint().newBuilder().addPathSegment("api");
  }

  private HttpUrl.Builder repository(HubReference reference, String what) {
    return api()
        .addPathSegment("models")
        .addPathSegment(reference.owner())
        .addPathSegment(reference.repo())
        .addPathSegment(what)
        .addPathSegment(reference.revision());
  }

  private record Answer(JsonNode json, String link) {}

  private Answer json(HttpUrl url, String what) throws IOException {
    Request request = new Request.Builder().url(url).header("Accept", "application/json").build();
    try (Response response = http.follow(request, new CallGroup())) {
      if (!response.isSuccessful()) {
        throw HubErrors.of(response, what, http);
      }
      byte[] body = response.peekBody(MOST_JSON).bytes();
      return new Answer(JSON.readTree(body), String.valueOf(response.header("Link")));
    } catch (JacksonException e) {
      throw new HubException(
          Kind.SERVER,
          "The hub at "
              + http.endpoint().host()
              + " does not answer in the hub's language. Check"
              + " HF_ENDPOINT.",
          e);
    } catch (HubException e) {
      throw e;
    } catch (IOException e) {
      throw HubErrors.unreachable(http, e);
    }
  }

  private static HttpUrl next(HttpUrl current, String link) {
    Matcher matcher = NEXT.matcher(link);
    HttpUrl told = matcher.find() ? current.resolve(matcher.group(1)) : null;
    // Only the cursor is taken over: a mirror may name the hub itself, where the token is not for.
    return told == null ? null : current.newBuilder().encodedQuery(told.encodedQuery()).build();
  }

  private static Optional<HubFile> file(JsonNode node) {
    String path = node.path("path").asText("");
    boolean gguf = ModelFileName.of(path.substring(path.lastIndexOf('/') + 1)).gguf();
    if (!node.path("type").asText("file").equals("file") || !gguf || !SafePath.isSafe(path)) {
      return Optional.empty();
    }
    JsonNode lfs = node.path("lfs");
    String sha = lfs.path("oid").asText(lfs.path("sha256").asText(""));
    String hash = sha.replace("sha256:", "").toLowerCase(Locale.ROOT);
    long size = lfs.path("size").asLong(node.path("size").asLong(-1));
    return size < 0
        ? Optional.empty()
        : Optional.of(
            new HubFile(
                path,
                size,
                SHA256.matcher(hash).matches() ? hash : "",
                node.path("oid").asText("")));
  }

  private static boolean gated(JsonNode node) {
    JsonNode gated = node.path("gated");
    return gated.isTextual() || gated.asBoolean(false);
  }
}
