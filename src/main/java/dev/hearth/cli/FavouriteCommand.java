package dev.hearth.cli;

import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model a favourite, or no longer. */
@Command(
    description = "Lists a model before the others; 'unfavourite' takes that back.",
    mixinStandardHelpOptions = true)
final class FavouriteCommand implements Callable<Integer> {
  private final Workplace place;
  private final boolean favourite;

  @Parameters(paramLabel = "MODEL")
  private String name;

  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  FavouriteCommand(Workplace place, boolean favourite) {
    this.place = place;
    this.favourite = favourite;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = ModelsCommand.find(library, name);
      library.setFavourite(model.id(), favourite);
      ModelOutput.changed(
          spec.commandLine().getOut(),
          library,
          model.id(),
          model.alias() + (favourite ? " is a favourite now." : " is no favourite any more."),
          json);
      return 0;
    }
  }
}
