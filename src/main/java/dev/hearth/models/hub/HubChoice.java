package dev.hearth.models.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing to download from a repository: a model in one quantisation, all its parts together.
 *
 * @param label the quantisation, or the name where it has none
 * @param name the model's file name without part number and ending
 * @param files its files, in order
 * @param complete false where the repository itself lacks parts
 */
public record HubChoice(String label, String name, List<HubFile> files, boolean complete) {
  /** Copies the list. */
  public HubChoice {
    files = List.copyOf(files);
  }

  /** All files together. */
  public long bytes() {
    return files.stream().mapToLong(HubFile::size).sum();
  }

  /** The same with another file to fetch along, such as a projector. */
  public HubChoice with(HubFile more) {
    List<HubFile> all = new ArrayList<>(files);
    if (!all.contains(more)) {
      all.add(more);
    }
    return new HubChoice(label, name, all, complete);
  }
}
