package dev.hearth.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guard.json.LooseJson;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.guard.rescue.WrittenCall;
import dev.hearth.guard.schema.ArgumentCheck;
import dev.hearth.guard.schema.Checked;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks one call: its name, the form of its arguments, and their content. */
final class CallReview {
  /** Enough to recognise broken arguments by. */
  private static final int EXCERPT = 200;

  private final ToolNames tools;
  private final ToolChoice choice;
  private final GuardSettings settings;
  private final ArgumentCheck check;

  CallReview(ToolNames tools, ToolChoice choice, GuardSettings settings, ArgumentCheck check) {
    this.tools = tools;
    this.choice = choice;
    this.settings = settings;
    this.check = check;
  }

  /** A call that came in the backend's own form. */
  Reviewed nativeCall(ToolCall call, boolean cut) {
    Draft draft = new Draft(call.id(), call.name());
    String raw = call.arguments();
    Optional<JsonNode> strict = Json.parse(raw);
    if (raw.isBlank()) {
      draft.take(Json.object(), "{}");
    } else if (strict.isPresent()) {
      draft.value(strict.get(), raw);
    } else {
      Optional<JsonNode> loose = LooseJson.parse(raw, !cut).filter(JsonNode::isObject);
      if (loose.isPresent()) {
        draft.forgiven(raw);
        draft.value(loose.get(), "");
      } else {
        draft.unreadable(raw, brokenAt(raw));
      }
    }
    return draft.finish(false);
  }

  /** A call that was read from text. */
  Reviewed written(WrittenCall call, String id) {
    Draft draft = new Draft(id, call.name());
    if (call.mended()) {
      draft.forgiven(Json.text(call.arguments()));
    }
    draft.value(call.arguments(), "");
    return draft.finish(call.untyped());
  }

  /** Where strict reading stops, told without quoting anything. */
  private static String brokenAt(String raw) {
    try {
      Json.MAPPER.readTree(raw);
      return "";
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      return at >= raw.length() || at <= 0
          ? " They end too early."
          : " The first mistake is near character " + at + ".";
    }
  }

  static String excerpt(String text) {
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
  }

  private final class Draft {
    private final String id;
    private final String written;
    private final Optional<String> known;
    private final String name;
    private final List<Finding> repairs = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();
    private final List<Finding> faults = new ArrayList<>();
    private ObjectNode arguments;
    private String text = "";

    Draft(String id, String written) {
      this.id = id;
      this.written = written;
      known =
          settings.enforces(Rule.NEAR_MISS_NAME)
              ? tools.meant(written)
              : tools.exact(written).map(t -> t.name());
      name = known.orElse(written);
      if (known.isEmpty() && settings.enforces(Rule.UNKNOWN_TOOL)) {
        faults.add(
            finding(
                Rule.UNKNOWN_TOOL,
                "",
                "There is no tool named `" + excerpt(written) + "`.",
                excerpt(written),
                tools.suggestions(written),
                false));
      } else if (!name.equals(written)) {
        repairs.add(
            finding(
                Rule.NEAR_MISS_NAME,
                "",
                "`" + excerpt(written) + "` was read as `" + name + "`.",
                excerpt(written),
                List.of(name),
                true));
      }
      if (faults.isEmpty()
          && choice instanceof ToolChoice.Named(String chosen)
          && !chosen.equals(name)
          && settings.enforces(Rule.WRONG_TOOL)) {
        faults.add(
            finding(
                Rule.WRONG_TOOL,
                "",
                "The request asks for `" + chosen + "`, but `" + name + "` was called.",
                name,
                List.of(chosen),
                false));
      }
    }

    private Finding finding(
        Rule rule, String path, String message, String value, List<String> right, boolean mended) {
      return new Finding(rule, name, path, message, value, right, mended);
    }

    void take(ObjectNode object, String asText) {
      arguments = object;
      text = asText;
    }

    /** Arguments in whatever form; only an object is one. */
    void value(JsonNode value, String raw) {
      if (value instanceof ObjectNode object) {
        take(object, raw);
      } else if (value.isNull() || value.isMissingNode()) {
        take(Json.object(), "{}");
      } else {
        inner(value)
            .ifPresentOrElse(
                object -> {
                  repairs.add(
                      finding(
                          Rule.COERCED_ARGUMENT,
                          "",
                          "The arguments were a string holding the object and are now the object.",
                          excerpt(value.asText()),
                          List.of(),
                          true));
                  take(object, "");
                },
                () ->
                    faults.add(
                        finding(
                            Rule.MALFORMED_ARGUMENTS,
                            "",
                            "The arguments of `" + name + "` must be one JSON object.",
                            excerpt(Json.text(value)),
                            List.of(),
                            false)));
      }
    }

    private Optional<ObjectNode> inner(JsonNode value) {
      if (!value.isTextual() || !settings.enforces(Rule.COERCED_ARGUMENT)) {
        return Optional.empty();
      }
      String inside = value.textValue().strip();
      if (inside.isEmpty()) {
        return Optional.of(Json.object());
      }
      return Json.parse(inside)
          .or(() -> LooseJson.parse(inside, false))
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    }

    void forgiven(String raw) {
      repairs.add(
          finding(
              Rule.MALFORMED_ARGUMENTS,
              "",
              "The call of `" + name + "` was not in its proper form and was read all the same.",
              excerpt(raw),
              List.of(),
              true));
    }

    void unreadable(String raw, String where) {
      faults.add(
          finding(
              Rule.MALFORMED_ARGUMENTS,
              "",
              "The arguments of `" + name + "` are not valid JSON." + where,
              excerpt(raw),
              List.of(),
              false));
    }

    Reviewed finish(boolean untyped) {
      Optional<ObjectNode> quoted = Optional.ofNullable(arguments);
      if (arguments != null && known.isPresent()) {
        content(untyped);
      }
      if (arguments == null && !settings.enforces(Rule.MALFORMED_ARGUMENTS)) {
        remarks.addAll(faults.stream().filter(f -> f.rule() == Rule.MALFORMED_ARGUMENTS).toList());
        faults.removeIf(f -> f.rule() == Rule.MALFORMED_ARGUMENTS);
        text = remarks.isEmpty() ? "{}" : remarks.getLast().value();
      }
      if (text.isEmpty() && arguments != null) {
        text = Json.text(arguments);
      }
      return new Reviewed(new ToolCall(id, name, text), written, quoted, repairs, remarks, faults);
    }

    private void content(boolean untyped) {
      JsonNode schema = tools.exact(name).orElseThrow().parameters();
      boolean mend = settings.enforces(Rule.COERCED_ARGUMENT);
      if (schema == null || !settings.enforces(Rule.SCHEMA) && !untyped) {
        return;
      }
      Checked checked = check.check(schema, arguments, untyped, mend);
      if (!checked.note().isEmpty()) {
        remarks.add(
            finding(
                Rule.SCHEMA_UNUSABLE,
                "",
                "The arguments of `" + name + "` passed unchecked: " + checked.note() + ".",
                "",
                List.of(),
                false));
      }
      if (checked.arguments() != arguments) {
        take(checked.arguments(), "");
      }
      checked
          .mends()
          .forEach(
              mended ->
                  repairs.add(
                      finding(
                          Rule.COERCED_ARGUMENT,
                          mended.path(),
                          mended.message(),
                          mended.value(),
                          List.of(),
                          true)));
      if (settings.enforces(Rule.SCHEMA)) {
        checked
            .faults()
            .forEach(
                fault ->
                    faults.add(
                        finding(
                            Rule.SCHEMA,
                            fault.path(),
                            fault.message(),
                            fault.value(),
                            fault.candidates(),
                            false)));
      }
    }
  }
}
