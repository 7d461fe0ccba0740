package dev.hearth.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lays an object over a JSON text by changing only the values that differ and adding what is
 * missing, in the text's own layout; everything else stays as it was written, to the letter.
 */
final class JsonMerge {
  private final String text;
  private final JsonLayout layout;
  private final List<Edit> edits = new ArrayList<>();

  private JsonMerge(String text, JsonLayout layout) {
    this.text = text;
    this.layout = layout;
  }

  /** What is put instead of the text between two places. */
  private record Edit(int start, int end, String with) {}

  /** The text with the object laid over it. */
  static String merge(String text, JsonNode over, boolean comments) throws JsonText.Unreadable {
    JsonText.Members root = JsonText.read(text, comments);
    var merge = new JsonMerge(text, JsonLayout.of(text, root));
    merge.lay((ObjectNode) over, root);
    return merge.edited();
  }

  private void lay(ObjectNode over, JsonText.Members below) {
    List<String> added = new ArrayList<>();
    String indent = layout.indentWithin(below);
    for (var field : over.properties()) {
      Optional<JsonText.Member> there = below.find(field.getKey());
      if (there.isPresent()) {
        lay(field.getValue(), there.get().value(), indent);
      } else {
        added.add(layout.member(field.getKey(), field.getValue(), indent, below));
      }
    }
    add(added, below, below.comma(), below.list().stream().map(m -> m.value().end()).toList());
  }

  private void lay(JsonNode over, JsonText.Value below, String indent) {
    if (over instanceof ObjectNode object && below instanceof JsonText.Members members) {
      lay(object, members);
    } else if (over instanceof ArrayNode array && below instanceof JsonText.Items items) {
      join(array, items);
    } else if (!over.equals(JsonMerge::compare, below.node())) {
      edits.add(new Edit(below.start(), below.end(), layout.value(over, indent, layout.oneLine())));
    }
  }

  /** Items of the same name are laid over one another; others stay, and new ones come last. */
  private void join(ArrayNode over, JsonText.Items below) {
    List<String> added = new ArrayList<>();
    String indent = layout.indentWithin(below);
    for (JsonNode item : over) {
      Optional<JsonText.Value> same =
          below.list().stream().filter(v -> isSame(item, v.node())).findFirst();
      if (same.isPresent()) {
        lay(item, same.get(), indent);
      } else {
        added.add(layout.value(item, indent, layout.inline(below)));
      }
    }
    add(added, below, below.comma(), below.list().stream().map(JsonText.Value::end).toList());
  }

  private static boolean isSame(JsonNode item, JsonNode there) {
    return item.equals(JsonMerge::compare, there)
        || item.has("name") && item.get("name").equals(there.get("name"));
  }

  /** Zero where both say the same; 1 and 1.0, or one number in two Java types, do. */
  private static int compare(JsonNode one, JsonNode other) {
    boolean same =
        one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue()) == 0
            : one.equals(other);
    return same ? 0 : 1;
  }

  private void add(List<String> added, JsonText.Value into, int comma, List<Integer> ends) {
    if (added.isEmpty()) {
      return;
    }
    int close = into.end() - 1;
    int last = lastWritten(into.start() + 1, close);
    String between = layout.inline(into) ? layout.gap() : layout.line() + layout.indentWithin(into);
    String joined = String.join("," + between, added);
    if (ends.isEmpty()) {
      String end = layout.inline(into) ? "" : layout.line() + layout.indentOf(into);
      edits.add(new Edit(last, close, (layout.inline(into) ? "" : between) + joined + end));
    } else if (comma >= 0) {
      edits.add(new Edit(last, last, between + joined + ","));
    } else if (ends.getLast() == last) {
      edits.add(new Edit(last, last, "," + between + joined));
    } else {
      // A comment stands behind the last value: the comma goes before it, the rest after.
      edits.add(new Edit(ends.getLast(), ends.getLast(), ","));
      edits.add(new Edit(last, last, between + joined));
    }
  }

  /** The place after the last thing written between two places. */
  private int lastWritten(int from, int to) {
    int last = to;
    while (last > from && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  private String edited() {
    StringBuilder all = new StringBuilder(text);
    edits.sort(Comparator.comparingInt(Edit::start).reversed());
    edits.forEach(e -> all.replace(e.start(), e.end(), e.with()));
    return all.toString();
  }
}
