package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.guard.json.LooseJson;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What else a value may have been meant to be, the likeliest first. */
final class Readings {
  /** Digits as JSON writes them, and few enough to be a number anybody meant. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][-+]?\\d{1,3})?");

  private Readings() {}

  /** Another reading of a value, and how to tell the user. */
  record Reading(JsonNode value, String how) {}

  static List<Reading> of(Problem problem) {
    JsonNode value = problem.value();
    List<Reading> readings = new ArrayList<>();
    for (String type : problem.types()) {
      as(type, value).ifPresent(readings::add);
    }
    if (value.isArray() && value.size() == 1 && !problem.types().contains("array")) {
      readings.add(new Reading(value.get(0), "was a list of one value and is now that value"));
    }
    if (!value.isArray() && !value.isNull() && problem.types().contains("array")) {
      readings.add(
          new Reading(Json.array().add(value), "was a lone value and is now a list of it"));
    }
    choice(problem, value).ifPresent(readings::add);
    return readings;
  }

  private static Optional<Reading> as(String type, JsonNode value) {
    return value.isTextual() ? fromText(type, value.textValue().strip()) : fromOther(type, value);
  }

  private static Optional<Reading> fromText(String type, String text) {
    return switch (type) {
      case "integer" -> number(text).flatMap(Readings::whole).map(Readings::unquoted);
      case "number" -> number(text).map(DecimalNode::valueOf).map(Readings::unquoted);
      case "boolean" ->
          text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
              ? Optional.of(unquoted(BooleanNode.valueOf(text.equalsIgnoreCase("true"))))
              : Optional.empty();
      case "null" ->
          text.equals("null") || text.equals("None")
              ? Optional.of(unquoted(NullNode.instance))
              : Optional.empty();
      case "object" -> written(text, '{').filter(JsonNode::isObject).map(Readings::unquoted);
      case "array" -> written(text, '[').filter(JsonNode::isArray).map(Readings::unquoted);
      default -> Optional.empty();
    };
  }

  private static Optional<Reading> fromOther(String type, JsonNode value) {
    if (type.equals("string") && (value.isNumber() || value.isBoolean())) {
      return Optional.of(
          new Reading(
              TextNode.valueOf(Json.text(value)),
              "was " + Problem.article(Problem.kind(value)) + " and is now in quotes"));
    }
    if (type.equals("integer") && value.isNumber()) {
      return whole(value.decimalValue())
          .map(whole -> new Reading(whole, "was written with decimals and is now a whole number"));
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> written(String text, char opening) {
    if (text.isEmpty() || text.charAt(0) != opening) {
      return Optional.empty();
    }
    return Json.parse(text).or(() -> LooseJson.parse(text, false));
  }

  private static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static Optional<JsonNode> whole(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    // A huge exponent is a number of a billion digits once written out.
    return plain.scale() <= 0 && plain.scale() > -1000
        ? Optional.of(BigIntegerNode.valueOf(plain.toBigInteger()))
        : Optional.empty();
  }

  private static Reading unquoted(JsonNode value) {
    return new Reading(value, "was in quotes and is now " + Problem.article(Problem.kind(value)));
  }

  /** The one allowed value that differs only by case, punctuation or quotes. */
  private static Optional<Reading> choice(Problem problem, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return Optional.empty();
    }
    String wanted = ToolNames.fold(value.asText());
    List<JsonNode> same =
        problem.choices().stream()
            .filter(one -> one.isValueNode() && !one.isNull())
            .filter(one -> ToolNames.fold(one.asText()).equals(wanted))
            .distinct()
            .toList();
    return same.size() == 1
        ? Optional.of(new Reading(same.getFirst(), "differed from an allowed value only in form"))
        : Optional.empty();
  }
}
