package dev.hearth.wire.splice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class SpliceProperties {
  /** Values whose text no JSON library gives back unchanged. */
  private static final List<String> VALUES =
      List.of(
          "1.10",
          "-0.0",
          "1e3",
          "1e400",
          "123456789012345678901234567890",
          "\"\\u00e9\\/\"",
          "\"a\\\"},]\\\\\"",
          "\"漢 \ud83d\ude00\"",
          "[ ]",
          "{}",
          "[1 , {\"b\" :[]}]",
          "{\"messages\":[0],\"a\":\"}\"}",
          "null",
          "true");

  @Property(tries = 1000)
  void settingAndRemovingGivesTheSameAsOnATree(
      @ForAll("objects") String json,
      @ForAll("edits") Map<String, String> set,
      @ForAll("names") Set<String> remove) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> values = new LinkedHashMap<>();
    set.forEach((k, v) -> values.put(k, v.getBytes(StandardCharsets.UTF_8)));
    Splice splice = new Splice(bytes);
    byte[] result =
        splice
            .members(splice.layout().root(), values, n -> remove.contains(n) && !set.containsKey(n))
            .apply();

    ObjectNode expected = (ObjectNode) Json.parse(bytes).orElseThrow();
    set.forEach((k, v) -> expected.set(k, Json.parse(v).orElseThrow()));
    remove.stream().filter(n -> !set.containsKey(n)).forEach(expected::remove);
    assertThat(Json.parse(result))
        .as(new String(result, StandardCharsets.UTF_8))
        .contains(expected);
  }

  @Property(tries = 1000)
  void allOtherMembersKeepTheirBytes(@ForAll("objects") String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Splice splice = new Splice(bytes);
    Span root = splice.layout().root();
    byte[] result =
        splice.members(root, Map.of("stream", new byte[] {'1'}), n -> n.equals("b")).apply();
    assertThat(texts(result)).containsSubsequence(texts(bytes));
  }

  private static List<String> texts(byte[] json) {
    JsonLayout layout = new JsonLayout(json);
    return layout.members(layout.root()).stream()
        .filter(m -> !m.name().equals("b") && !m.name().equals("stream"))
        .map(m -> new String(json, m.start(), m.end() - m.start(), StandardCharsets.UTF_8))
        .toList();
  }

  @Example
  void onlyTheValueOfTheFieldChanges() {
    assertThat(
            edit(
                "{\"é\" : 1.10 ,\n \"stream\":false, \"x\":{\"stream\":1}}",
                Map.of("stream", "true")))
        .isEqualTo("{\"é\" : 1.10 ,\n \"stream\":true, \"x\":{\"stream\":1}}");
    assertThat(edit("{}", Map.of("a\"b", "1"))).isEqualTo("{\"a\\\"b\":1}");
    assertThat(edit("{ \"a\":1 }", Map.of("b", "2"))).isEqualTo("{ \"a\":1,\"b\":2 }");
  }

  @Example
  void aRepeatedFieldIsChangedAtEachPlaceAndAnEscapedNameIsRecognised() {
    assertThat(edit("{\"m\":1,\"m\":2,\"\\u006d\":3}", Map.of("m", "0")))
        .isEqualTo("{\"m\":0,\"m\":0,\"\\u006d\":0}");
  }

  @Example
  void appendingReachesBehindTheLastElement() {
    for (String array : List.of("[]", "[ ]", "[1]", "[1 , {\"a\":[]} ]")) {
      Splice splice = new Splice(array.getBytes(StandardCharsets.UTF_8));
      splice.append(
          splice.layout().root(), List.of("7".getBytes(StandardCharsets.UTF_8), new byte[] {'8'}));
      assertThat(new String(splice.apply(), StandardCharsets.UTF_8))
          .isIn("[7,8]", "[7,8 ]", "[1,7,8]", "[1 , {\"a\":[]},7,8 ]");
    }
  }

  @Example
  void aByteOrderMarkStays() {
    assertThat(edit("\ufeff {\"a\":1}", Map.of("a", "2"))).isEqualTo("\ufeff {\"a\":2}");
  }

  private static String edit(String json, Map<String, String> set) {
    Splice splice = new Splice(json.getBytes(StandardCharsets.UTF_8));
    Map<String, byte[]> values = new LinkedHashMap<>();
    set.forEach((k, v) -> values.put(k, v.getBytes(StandardCharsets.UTF_8)));
    splice.members(splice.layout().root(), values, n -> false);
    return new String(splice.apply(), StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> objects() {
    Arbitrary<String> space = Arbitraries.of("", "", " ", "\n", "\t ");
    Arbitrary<String> member =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "stream", "é"), space, Arbitraries.of(VALUES), space)
            .as((n, s, v, t) -> s + "\"" + n + "\"" + t + ":" + s + v + t);
    return Combinators.combine(space, member.list().ofMaxSize(6))
        .as((s, members) -> s + "{" + s + String.join(",", members) + "}" + s);
  }

  @Provide
  Arbitrary<Map<String, String>> edits() {
    return Combinators.combine(Arbitraries.of("a", "c", "new", "stream"), Arbitraries.of(VALUES))
        .as(Tuple::of)
        .list()
        .ofMaxSize(3)
        .map(
            list -> {
              Map<String, String> map = new LinkedHashMap<>();
              list.forEach(t -> map.put(t.get1(), t.get2()));
              return map;
            });
  }

  @Provide
  Arbitrary<Set<String>> names() {
    return Arbitraries.of("a", "b", "c", "stream", "é", "none").set().ofMaxSize(4);
  }
}
