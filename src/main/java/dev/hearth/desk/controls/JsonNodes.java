package dev.hearth.desk.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Walks a JSON value as the tree shows it. */
final class JsonNodes {
  /** A search stops here; more hits help nobody. */
  private static final int MOST_HITS = 500;

  private JsonNodes() {}

  /** A value and how it is reached from its parent. */
  record Entry(String key, JsonNode value) {}

  /** The members or elements of a value, none for a scalar. */
  static List<Entry> children(JsonNode node) {
    List<Entry> entries = new ArrayList<>(node.size());
    if (node.isObject()) {
      node.properties().forEach(e -> entries.add(new Entry(e.getKey(), e.getValue())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        entries.add(new Entry(Integer.toString(i), node.get(i)));
      }
    }
    return entries;
  }

  /** Index paths from the root to every value whose key or text contains the word. */
  static List<List<Integer>> search(JsonNode root, String word) {
    List<List<Integer>> hits = new ArrayList<>();
    if (!word.isBlank()) {
      search(root, word.strip().toLowerCase(Locale.ROOT), new ArrayList<>(), hits);
    }
    return hits;
  }

  private static void search(
      JsonNode node, String word, List<Integer> path, List<List<Integer>> hits) {
    List<Entry> children = children(node);
    for (int i = 0; i < children.size() && hits.size() < MOST_HITS; i++) {
      Entry child = children.get(i);
      path.add(i);
      if (child.key().toLowerCase(Locale.ROOT).contains(word)
          || child.value().isValueNode()
              && child.value().asText().toLowerCase(Locale.ROOT).contains(word)) {
        hits.add(List.copyOf(path));
      }
      search(child.value(), word, path, hits);
      path.removeLast();
    }
  }
}
