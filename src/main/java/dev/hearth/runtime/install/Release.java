package dev.hearth.runtime.install;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One release of llama.cpp and its files. */
public record Release(String tag, Instant published, List<Asset> assets) {
  public Release {
    assets = List.copyOf(assets);
  }

  /**
   * A file of a release.
   *
   * @param sha256 in hex, where the release publishes it
   */
  public record Asset(String name, String url, long size, Optional<String> sha256) {}
}
