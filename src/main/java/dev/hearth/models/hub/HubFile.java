package dev.hearth.models.hub;

/**
 * A file in a repository.
 *
 * @param path its path in the repository
 * @param size its length
 * @param sha256 its hash; empty for a small file that is kept as text
 * @param blob its Git hash, for those small files
 */
public record HubFile(String path, long size, String sha256, String blob) {
  /** The last part of its path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder it lies in; empty for the repository's top. */
  public String folder() {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }
}
