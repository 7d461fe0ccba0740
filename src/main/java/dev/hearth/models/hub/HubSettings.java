package dev.hearth.models.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the hub is and who asks.
 *
 * @param endpoint the hub's address or a mirror's
 * @param token proves who asks; empty for nobody in particular
 */
public record HubSettings(URI endpoint, String token) {
  /** The hub itself. */
  public static final URI HUGGING_FACE = URI.create("https://huggingface.co");

  /** Refuses an address that is none. */
  public HubSettings {
    String scheme = endpoint.getScheme();
    if (endpoint.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new IllegalArgumentException(
          "HF_ENDPOINT has to be an address such as https://huggingface.co, not " + endpoint);
    }
    token = token.strip();
  }

  /** The settings that other programs for the hub would use here: variables, then token files. */
  public static HubSettings from(Map<String, String> environment, Path home) {
    String endpoint = environment.getOrDefault("HF_ENDPOINT", "").strip();
    URI uri = endpoint.isEmpty() ? HUGGING_FACE : URI.create(endpoint.replaceAll("/+$", ""));
    return new HubSettings(uri, token(environment, home));
  }

  /** The same for somebody with a token. */
  public HubSettings withToken(String other) {
    return new HubSettings(endpoint, other);
  }

  /** The same at another hub or mirror. */
  public HubSettings withEndpoint(URI other) {
    return new HubSettings(other, token);
  }

  private static String token(Map<String, String> environment, Path home) {
    for (String name : List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")) {
      String value = environment.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    String kept = environment.getOrDefault("HF_TOKEN_PATH", "");
    String base = environment.getOrDefault("HF_HOME", "");
    Path file =
        !kept.isEmpty()
            ? Path.of(kept)
            : (base.isEmpty() ? home.resolve(".cache").resolve("huggingface") : Path.of(base))
                .resolve("token");
    try {
      return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Leaves the token out, so that it cannot reach a log. */
  @Override
  public String toString() {
    return "HubSettings[endpoint="
        + endpoint
        + ", token="
        + (token.isEmpty() ? "none" : "set")
        + "]";
  }
}
