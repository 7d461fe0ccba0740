package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Models in tables and in JSON. */
final class ModelOutput {
  /** A note is free text of any length; the whole of it is shown with the model. */
  private static final int NOTE_WIDTH = 32;

  private ModelOutput() {}

  static Table table(List<Model> models) {
    Table table =
        new Table("NAME", "SIZE", "QUANT", "PARAMS", "CONTEXT", "TOOLS", "STATE", "USED", "NOTE");
    for (Model model : models) {
      table.row(
          (model.notes().favourite() ? "* " : "") + model.alias(),
          Sizes.of(model.totalBytes()),
          model.card().quantisation(),
          model.card().parameterLabel(),
          Long.toString(model.card().contextLength()),
          model.ability().capability().name().toLowerCase(Locale.ROOT),
          model.state().kind().name().toLowerCase(Locale.ROOT),
          model
              .notes()
              .lastUsed()
              .map(at -> LocalDate.ofInstant(at, ZoneId.systemDefault()).toString())
              .orElse("-"),
          shortened(model.notes().text()));
    }
    return table;
  }

  private static String shortened(String note) {
    String line = note.strip().replaceAll("\\s+", " ");
    return line.length() <= NOTE_WIDTH ? line : line.substring(0, NOTE_WIDTH - 1) + "…";
  }

  static ObjectNode brief(Model model) {
    return JsonOutput.object()
        .put("id", model.id())
        .put("name", model.alias())
        .put("path", model.path().toString())
        .put("bytes", model.totalBytes())
        .put("architecture", model.card().architecture())
        .put("quantisation", model.card().quantisation())
        .put("parameters", model.card().parameters())
        .put("context", model.card().contextLength())
        .put("tools", model.ability().capability().name().toLowerCase(Locale.ROOT))
        .put("thinks", model.ability().thinks())
        .put("favourite", model.notes().favourite())
        .put("lastUsed", model.notes().lastUsed().map(Object::toString).orElse(null))
        .put("notes", model.notes().text())
        .put("state", model.state().kind().name().toLowerCase(Locale.ROOT))
        .put("reason", model.state().reason());
  }

  static ObjectNode whole(Model model) {
    ObjectNode node =
        brief(model)
            .put("modelName", model.name())
            .put("licence", model.card().licence())
            .put("layers", model.card().layers())
            .put("heads", model.card().attention().heads())
            .put("kvHeads", model.card().attention().mostKvHeads())
            .put("experts", model.card().experts())
            .put("tokenizer", model.card().tokenizer())
            .put("toolFormat", model.ability().format().label())
            .put("toolReason", model.ability().why())
            .put("preset", model.notes().chosenPreset().name());
    model.parts().forEach(part -> node.withArray("files").add(part.toString()));
    model.projectors().forEach(file -> node.withArray("projectors").add(file.toString()));
    return node;
  }

  static void printWhole(PrintWriter out, Model model) {
    Table table = new Table("FIELD", "VALUE");
    whole(model)
        .properties()
        .forEach(
            field ->
                table.row(
                    field.getKey(),
                    field.getValue().isArray()
                        ? field.getValue().toString()
                        : field.getValue().asText("")));
    table.print(out);
  }

  /** Says what was changed about a model, or shows the changed model to a script. */
  static void changed(
      PrintWriter out, ModelLibrary library, String id, String words, JsonOutput json) {
    if (json.wanted()) {
      library.list().stream()
          .filter(model -> model.id().equals(id))
          .findFirst()
          .ifPresent(model -> JsonOutput.print(out, brief(model)));
    } else {
      out.println(words);
      out.flush();
    }
  }
}
