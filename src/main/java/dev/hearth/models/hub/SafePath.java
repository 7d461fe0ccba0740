package dev.hearth.models.hub;

import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Keeps names that come from the network inside the folder they are meant for. */
final class SafePath {
  private static final int MOST_LENGTH = 512;

  /** No empty part, no dots alone, nothing that any system treats in a special way. */
  private static final Pattern PART =
      Pattern.compile("(?!\\.{1,2}$)[^\\p{Cntrl}/\\\\:*?\"<>|]{1,200}(?<![ .])");

  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private SafePath() {}

  static boolean isSafe(String path) {
    if (path.isEmpty() || path.length() > MOST_LENGTH) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (!PART.matcher(part).matches() || RESERVED.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }

  /** The place of a file below a folder; its own folder is made where needed. */
  static Path below(Path folder, String path) throws IOException {
    Path target = isSafe(path) ? folder.resolve(path).normalize() : folder;
    if (!target.startsWith(folder) || target.equals(folder)) {
      throw unsafe(path);
    }
    Files.createDirectories(target.getParent());
    if (!target.getParent().toRealPath().startsWith(folder.toRealPath())) {
      throw unsafe(path);
    }
    return target;
  }

  private static HubException unsafe(String path) {
    String shown = path.replaceAll("\\p{Cntrl}", "?");
    return new HubException(
        Kind.UNSAFE, "The repository names a file in a way that is not safe to keep: " + shown);
  }
}
