package dev.hearth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a person wrote and however they wrote it, a merge changes only what it must. */
class JsonMergeProperties {
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();
  private static final Pattern COMMENT = Pattern.compile("//c\\d+|/\\*c\\d+\\*/");
  private static final int DEPTH = 3;

  @Property(tries = 400)
  void theResultSaysBoth(@ForAll long seed, @ForAll boolean comments) throws Exception {
    var random = new Random(seed);
    String before = written(object(random, DEPTH), random, comments);
    ObjectNode over = object(random, DEPTH);
    String after = JsonMerge.merge(before, over, comments);
    ObjectNode expected = (ObjectNode) LENIENT.readTree(before);
    lay(over, expected);
    assertThat(LENIENT.readTree(after)).isEqualTo(LENIENT.readTree(expected.toString()));
    assertThat(JsonMerge.merge(after, over, comments)).as("a second time").isEqualTo(after);
  }

  @Property(tries = 300)
  void nothingThatIsSaidAlreadyChangesALetter(@ForAll long seed, @ForAll boolean comments)
      throws Exception {
    var random = new Random(seed);
    ObjectNode said = object(random, DEPTH);
    String before = written(said, random, comments);
    assertThat(JsonMerge.merge(before, said, comments)).isEqualTo(before);
  }

  @Property(tries = 300)
  void whatIsAddedMovesNothing(@ForAll long seed, @ForAll boolean comments) throws Exception {
    var random = new Random(seed);
    String before = written(object(random, DEPTH), random, comments);
    ObjectNode over = JsonNodeFactory.instance.objectNode();
    over.set("new1", object(random, 2));
    over.put("new2", random.nextInt());
    String after = JsonMerge.merge(before, over, comments);
    int end = Math.max(0, before.lastIndexOf('}'));
    while (end > 0 && Character.isWhitespace(before.charAt(end - 1))) {
      end--;
    }
    // All up to the end of what was there stays, but for one comma behind the last value.
    String kept = before.substring(0, end);
    assertThat(comma(after, kept)).isTrue();
    assertThat(comments(after)).isEqualTo(comments(before));
  }

  private static boolean comma(String after, String kept) {
    if (after.startsWith(kept)) {
      return true;
    }
    int at = 0;
    while (at < kept.length() && after.charAt(at) == kept.charAt(at)) {
      at++;
    }
    return after.charAt(at) == ',' && after.startsWith(kept.substring(at), at + 1);
  }

  private static List<String> comments(String text) {
    return COMMENT.matcher(text).results().map(m -> m.group()).toList();
  }

  /** What a merge means, on values alone. */
  private static void lay(ObjectNode over, ObjectNode base) {
    for (var field : over.properties()) {
      JsonNode below = base.get(field.getKey());
      if (field.getValue() instanceof ObjectNode inner && below instanceof ObjectNode object) {
        lay(inner, object);
      } else if (field.getValue() instanceof ArrayNode items && below instanceof ArrayNode there) {
        items.forEach(item -> join(item, there));
      } else {
        base.set(field.getKey(), field.getValue());
      }
    }
  }

  private static void join(JsonNode item, ArrayNode there) {
    for (JsonNode one : there) {
      if (one.equals(item)) {
        return;
      }
    }
    there.add(item);
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      all.set("k" + random.nextInt(5), value(random, depth - 1));
    }
    return all;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory f = JsonNodeFactory.instance;
    return switch (depth <= 0 ? random.nextInt(4) : random.nextInt(6)) {
      case 0 -> f.numberNode(random.nextInt(100));
      case 1 -> f.textNode(List.of("", "a//b", "/*x*/", "q\"uo\\te", "{,}").get(random.nextInt(5)));
      case 2 -> f.booleanNode(random.nextBoolean());
      case 3 -> f.nullNode();
      case 4 -> object(random, depth);
      default -> {
        // Different items, because a list that says the same twice has no one meaning here.
        ArrayNode items = f.arrayNode();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
          items.add(i * 10 + random.nextInt(9));
        }
        yield items;
      }
    };
  }

  /** The same value as some person might have written it. */
  private static String written(JsonNode node, Random random, boolean comments) {
    var out = new StringBuilder();
    space(out, random, comments);
    write(node, out, random, comments);
    space(out, random, comments);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out, Random random, boolean comments) {
    if (!node.isContainerNode()) {
      out.append(node);
      return;
    }
    out.append(node.isObject() ? '{' : '[');
    space(out, random, comments);
    int left = node.size();
    var names = node.fieldNames();
    for (JsonNode part : node) {
      if (node.isObject()) {
        out.append('"').append(names.next()).append('"');
        space(out, random, comments);
        out.append(':');
        space(out, random, comments);
      }
      write(part, out, random, comments);
      space(out, random, comments);
      if (--left > 0 || comments && random.nextInt(4) == 0) {
        out.append(',');
        space(out, random, comments);
      }
    }
    out.append(node.isObject() ? '}' : ']');
  }

  private static void space(StringBuilder out, Random random, boolean comments) {
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append(List.of(" ", "\n", "\n  ", "\t").get(random.nextInt(4)));
      if (comments && random.nextInt(3) == 0) {
        int number = random.nextInt(1000);
        out.append(random.nextBoolean() ? "/*c" + number + "*/" : "//c" + number + "\n");
      }
    }
  }
}
