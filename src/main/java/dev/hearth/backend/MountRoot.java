package dev.hearth.backend;

import java.net.URI;

/** The address under which a server's paths begin. */
final class MountRoot {
  private MountRoot() {}

  /** Without trailing slashes, one final {@code /v1}, query and fragment. */
  static URI of(URI url) {
    String scheme = url.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)
        || url.getHost() == null) {
      throw new IllegalArgumentException(
          "A backend address begins with http:// or https:// and names a host, for instance"
              + " http://127.0.0.1:8080");
    }
    String path = trimmed(url.getRawPath() == null ? "" : url.getRawPath());
    if (path.endsWith("/v1")) {
      path = trimmed(path.substring(0, path.length() - "/v1".length()));
    }
    return URI.create(scheme + "://" + url.getRawAuthority() + path);
  }

  /** For logs and lists: never with a user or a password. */
  static String shown(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
  }

  private static String trimmed(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
