package dev.hearth.cli;

import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a model's file in the system's file manager. */
@Command(
    name = "reveal",
    description = "Shows a model's file in the file manager, and prints where it is.",
    mixinStandardHelpOptions = true)
final class RevealCommand implements Callable<Integer> {
  private final Workplace place;
  private final Viewer files;

  @Parameters(paramLabel = "MODEL")
  private String name;

  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  /** What shows files. */
  @FunctionalInterface
  interface Viewer {
    void show(Path file) throws IOException;
  }

  RevealCommand(Workplace place, Viewer files) {
    this.place = place;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = ModelsCommand.find(library, name);
      files.show(model.path());
      ModelOutput.changed(
          spec.commandLine().getOut(), library, model.id(), model.path().toString(), json);
      return 0;
    }
  }
}
