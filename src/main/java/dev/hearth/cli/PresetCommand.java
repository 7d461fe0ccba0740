package dev.hearth.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.library.ModelNotes;
import dev.hearth.models.preset.LaunchPreset;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The ways in which a model may be started, under names; the desk has the same ones. */
@Command(
    name = "preset",
    description = "Lists, saves, chooses and removes a model's launch presets.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PresetCommand implements Runnable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Workplace place;

  @Spec private CommandSpec spec;

  PresetCommand(Workplace place) {
    this.place = place;
  }

  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  private interface Change {
    void in(ModelLibrary library, Model model);
  }

  @Command(
      name = "list",
      description = "Lists a model's presets, the one a plain start uses with a star.",
      mixinStandardHelpOptions = true)
  int list(@Parameters(paramLabel = "MODEL") String name, @Mixin JsonOutput json)
      throws InterruptedException {
    return change(name, json, (library, model) -> {});
  }

  @Command(
      name = "save",
      description = {
        "Saves a preset, or changes one, and chooses it for plain starts.",
        "What is not said stays as it was."
      },
      mixinStandardHelpOptions = true)
  int save(
      @Parameters(paramLabel = "MODEL") String name,
      @Parameters(paramLabel = "PRESET") String preset,
      @Mixin PresetOptions options,
      @Mixin JsonOutput json)
      throws InterruptedException {
    return change(
        name,
        json,
        (library, model) -> {
          LaunchPreset before =
              model.notes().preset(preset).orElseGet(() -> LaunchPreset.named(preset).build());
          library.savePreset(model.id(), options.over(before));
          library.choosePreset(model.id(), preset);
        });
  }

  @Command(
      name = "use",
      description = "Chooses the preset a plain start uses.",
      mixinStandardHelpOptions = true)
  int use(
      @Parameters(paramLabel = "MODEL") String name,
      @Parameters(paramLabel = "PRESET") String preset,
      @Mixin JsonOutput json)
      throws InterruptedException {
    return change(
        name,
        json,
        (library, model) -> library.choosePreset(model.id(), find(model, preset).name()));
  }

  @Command(name = "remove", description = "Removes a preset.", mixinStandardHelpOptions = true)
  int remove(
      @Parameters(paramLabel = "MODEL") String name,
      @Parameters(paramLabel = "PRESET") String preset,
      @Mixin JsonOutput json)
      throws InterruptedException {
    return change(
        name,
        json,
        (library, model) -> library.removePreset(model.id(), find(model, preset).name()));
  }

  /** The preset of that name; the default one is always there. */
  static LaunchPreset find(Model model, String name) {
    if (name.equals(LaunchPreset.DEFAULT_NAME) && model.notes().preset(name).isEmpty()) {
      return LaunchPreset.defaults();
    }
    return model
        .notes()
        .preset(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    model.alias()
                        + " has no preset called '"
                        + name
                        + "'. See: hearth models preset list "
                        + model.alias()));
  }

  private int change(String name, JsonOutput json, Change change) throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = ModelsCommand.find(library, name);
      change.in(library, model);
      library.find(model.id()).ifPresent(changed -> show(changed.notes(), json));
      return 0;
    }
  }

  private void show(ModelNotes notes, JsonOutput json) {
    Table table = new Table("", "PRESET", "CHOICES");
    ArrayNode array = JsonOutput.array();
    for (LaunchPreset preset : notes.presets()) {
      boolean chosen = preset.name().equals(notes.chosenPreset().name());
      ObjectNode whole = MAPPER.valueToTree(preset);
      table.row(chosen ? "*" : "", preset.name(), choices(whole));
      array.add(whole.put("chosen", chosen));
    }
    if (json.wanted()) {
      JsonOutput.print(out(), array);
    } else if (table.isEmpty()) {
      out().println("There are no presets: everything is left to the model and the server.");
      out().flush();
    } else {
      table.print(out());
    }
  }

  /** What differs from leaving everything to the server. */
  private static String choices(ObjectNode preset) {
    ObjectNode usual = MAPPER.valueToTree(LaunchPreset.defaults());
    StringBuilder words = new StringBuilder();
    preset
        .properties()
        .forEach(
            field -> {
              boolean said = !field.getValue().equals(usual.get(field.getKey()));
              if (said && !field.getKey().equals("name")) {
                words.append(words.isEmpty() ? "" : ", ").append(field.getKey()).append(' ');
                words.append(field.getValue().asText(field.getValue().toString()));
              }
            });
    return words.toString();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
