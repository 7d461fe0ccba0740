package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.FitRequest;
import dev.hearth.models.fit.Gpu;
import dev.hearth.models.fit.OshiMemoryProbe;
import dev.hearth.models.library.Deletion;
import dev.hearth.models.library.FileReveal;
import dev.hearth.models.library.Listing;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.local.NoProgramException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The models on this machine; without a further word it lists them. */
@Command(
    name = "models",
    description = "Lists, explains, keeps notes on, downloads and deletes the models here.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]")
public final class ModelsCommand implements Callable<Integer> {
  private final Workplace place;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  public ModelsCommand(Workplace place) {
    this.place = place;
  }

  /** The command with those below it. */
  public static CommandLine commandLine(Workplace place) {
    return new CommandLine(new ModelsCommand(place))
        .addSubcommand(new RootsCommand(place))
        .addSubcommand(new DownloadCommand(place))
        .addSubcommand("favourite", new FavouriteCommand(place, true))
        .addSubcommand("unfavourite", new FavouriteCommand(place, false))
        .addSubcommand(new NoteCommand(place))
        .addSubcommand(new PresetCommand(place))
        .addSubcommand(
            new RevealCommand(place, new FileReveal(System.getProperty("os.name"))::show));
  }

  @Override
  public Integer call() throws Exception {
    return list(json);
  }

  @Command(
      name = "list",
      description = "Lists the models, favourites first.",
      mixinStandardHelpOptions = true)
  int list(@Mixin JsonOutput asJson) throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      List<Model> models =
          library.list().stream()
              .sorted(Comparator.comparing(model -> !model.notes().favourite()))
              .toList();
      if (asJson.wanted() || json.wanted()) {
        ArrayNode array = JsonOutput.array();
        models.forEach(model -> array.add(ModelOutput.brief(model)));
        JsonOutput.print(out(), array);
      } else if (models.isEmpty()) {
        out().println("No model was found. Add a folder with: hearth models roots add FOLDER");
        out().println("or download one with: hearth models download OWNER/REPO");
      } else {
        ModelOutput.table(models).print(out());
      }
      out().flush();
      return 0;
    }
  }

  @Command(
      name = "show",
      description = "Shows what is known of a model.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "MODEL") String name, @Mixin JsonOutput asJson)
      throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = find(library, name);
      if (asJson.wanted()) {
        JsonOutput.print(out(), ModelOutput.whole(model));
      } else {
        ModelOutput.printWhole(out(), model);
      }
      return 0;
    }
  }

  @Command(
      name = "why",
      description = "Says why a file is in the list of models, or why not.",
      mixinStandardHelpOptions = true)
  int why(@Parameters(paramLabel = "FILE") Path file, @Mixin JsonOutput asJson)
      throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Listing listing = library.why(file.toAbsolutePath().normalize());
      if (asJson.wanted()) {
        JsonOutput.print(
            out(),
            JsonOutput.object()
                .put("path", listing.path().toString())
                .put("listed", listing.listed())
                .put("reason", listing.reason()));
      } else {
        out().println((listing.listed() ? "Listed. " : "Not listed. ") + listing.reason());
        out().flush();
      }
      return 0;
    }
  }

  @Command(
      name = "alias",
      description = "Gives a model a name of your own; without one, takes it back.",
      mixinStandardHelpOptions = true)
  int alias(
      @Parameters(index = "0", paramLabel = "MODEL") String name,
      @Parameters(index = "1", arity = "0..1", paramLabel = "ALIAS", defaultValue = "")
          String alias,
      @Mixin JsonOutput asJson)
      throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = find(library, name);
      library.setAlias(model.id(), alias);
      ModelOutput.changed(
          out(),
          library,
          model.id(),
          alias.isBlank()
              ? "The model has Hearth's name for it again."
              : "The model answers to " + alias + " now.",
          asJson);
      return 0;
    }
  }

  @Command(
      name = "delete",
      description = "Deletes a model's files.",
      mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = "MODEL") String name,
      @Option(
              names = {"-y", "--yes"},
              description = "Really delete; without it the files are only listed.")
          boolean yes,
      @Mixin JsonOutput asJson)
      throws IOException, InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = find(library, name);
      Deletion deletion = library.deletionOf(model.id());
      if (yes) {
        library.delete(model.id()).join();
      }
      if (asJson.wanted()) {
        ObjectNode node = JsonOutput.object().put("deleted", yes).put("bytes", deletion.bytes());
        deletion.files().forEach(file -> node.withArray("files").add(file.toString()));
        JsonOutput.print(out(), node);
      } else {
        deletion.files().forEach(file -> out().println(file));
        out()
            .println(
                (yes ? "Deleted, " : "Would be deleted with --yes, ")
                    + Sizes.of(deletion.bytes())
                    + ".");
        out().flush();
      }
      return 0;
    }
  }

  @Command(
      name = "fit",
      description = "Says whether a model fits this machine, with the figures.",
      mixinStandardHelpOptions = true)
  int fit(
      @Parameters(paramLabel = "MODEL") String name,
      @Option(
              names = {"-c", "--context"},
              description = "Tokens of context. Default: the preset's, or the model's.")
          Integer context,
      @Mixin JsonOutput asJson)
      throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = find(library, name);
      LaunchPreset preset = model.notes().chosenPreset();
      if (context != null) {
        preset = preset.with().context(context).build();
      }
      FitReport report =
          FitEstimate.of(
              new FitRequest(
                  model.card(),
                  model.projector().map(ModelsCommand::size).orElse(0L),
                  0,
                  preset,
                  new OshiMemoryProbe(this::gpus).look()));
      if (asJson.wanted()) {
        JsonOutput.print(out(), FitOutput.json(model, report));
      } else {
        FitOutput.print(out(), model, report);
      }
      return 0;
    }
  }

  private List<Gpu> gpus() {
    try {
      LocalPrograms programs = place.programs();
      return programs.abilities(programs.best().path()).devices();
    } catch (NoProgramException | ProbeFailedException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The model a person means, or the names it could be. */
  static Model find(ModelLibrary library, String name) {
    List<Model> candidates = library.candidates(name);
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "No model is called '" + name + "'. See: hearth models list");
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' could be "
            + String.join(", ", candidates.stream().map(Model::alias).toList())
            + ". Say more of its name.");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
