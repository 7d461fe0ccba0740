package dev.hearth.desk.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.settings.Settings;

/** The settings by dotted path, so that a field needs no code of its own. */
final class Document {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Document() {}

  /** The value at a path. */
  static JsonNode get(Settings settings, String path) {
    return MAPPER.<JsonNode>valueToTree(settings).at(pointer(path));
  }

  /** The same settings with another value at a path. */
  static Settings with(Settings settings, String path, JsonNode value) {
    ObjectNode tree = MAPPER.valueToTree(settings);
    int dot = path.lastIndexOf('.');
    ObjectNode parent = (ObjectNode) tree.at(pointer(path.substring(0, dot)));
    parent.set(path.substring(dot + 1), value);
    try {
      return MAPPER.treeToValue(tree, Settings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no value for " + path + ": " + value, e);
    }
  }

  private static String pointer(String path) {
    return "/" + path.replace('.', '/');
  }
}
