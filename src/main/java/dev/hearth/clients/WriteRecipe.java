package dev.hearth.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How a client's own configuration file is changed, leaving all else in it alone. */
public sealed interface WriteRecipe {
  /** The file; {@code ~} is the user's home. */
  String file();

  /** Lays an object over a JSON file, which may hold comments where its program reads them. */
  record MergeJson(String file, JsonNode merge, boolean comments) implements WriteRecipe {}

  /** Keeps a marked block of lines in a text file. */
  record MarkedBlock(String file, String comment, List<String> lines) implements WriteRecipe {
    public MarkedBlock {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Keeps a marked list item below a line of a YAML file, and writes a header when the file is new.
   */
  record MarkedItem(
      String file, String under, List<String> header, String comment, List<String> lines)
      implements WriteRecipe {
    public MarkedItem {
      header = List.copyOf(header);
      lines = List.copyOf(lines);
    }
  }
}
