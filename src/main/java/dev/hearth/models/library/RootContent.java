package dev.hearth.models.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a scan found in one folder.
 *
 * @param root the folder
 * @param files files that may be models
 * @param cards what reading them gave, as far as they were read
 * @param troubles what could not be looked at
 * @param scanning true while the scan goes on
 * @param watching whether changes are noticed at once
 */
record RootContent(
    LibraryRoot root,
    List<FoundFile> files,
    Map<Path, CardEntry> cards,
    Map<Path, String> troubles,
    boolean scanning,
    boolean watching) {
  RootContent {
    files = List.copyOf(files);
    cards = Map.copyOf(cards);
    troubles = Map.copyOf(troubles);
  }
}
