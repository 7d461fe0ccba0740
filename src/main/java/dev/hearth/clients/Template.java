package dev.hearth.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Fills the placeholders of the data files with this proxy's real values. */
final class Template {
  private final Map<String, String> words;
  private final Map<String, Long> numbers;

  Template(ProxyAddress address) {
    words =
        Map.of(
            "{{base}}", address.base().toString(),
            "{{v1}}", address.versioned(),
            "{{port}}", Integer.toString(address.base().getPort()),
            "{{key}}", address.key(),
            "{{model}}", address.model(),
            "{{context}}", Long.toString(address.context()),
            "{{output}}", Long.toString(address.answer()));
    numbers = Map.of("{{#context}}", address.context(), "{{#output}}", address.answer());
  }

  String fill(String text) {
    String filled = text;
    for (var word : words.entrySet()) {
      filled = filled.replace(word.getKey(), word.getValue());
    }
    return filled;
  }

  /** Fills a JSON template; a string that is only a {@code {{#number}}} becomes a number. */
  JsonNode fill(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(f -> filled.set(fill(f.getKey()), fill(f.getValue())));
        yield filled;
      }
      case ArrayNode array -> {
        ArrayNode filled = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> filled.add(fill(item)));
        yield filled;
      }
      case TextNode text when numbers.containsKey(text.textValue()) ->
          LongNode.valueOf(numbers.get(text.textValue()));
      case TextNode text -> TextNode.valueOf(fill(text.textValue()));
      default -> node;
    };
  }

  /** Fills a text that is itself JSON, so that a number placeholder loses its quotes. */
  String fillJson(String json) {
    try {
      return ClientJson.MAPPER.writeValueAsString(fill(ClientJson.MAPPER.readTree(json)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A client's data file holds a broken JSON template", e);
    }
  }
}
