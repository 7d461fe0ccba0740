package dev.hearth.cli;

import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps a person's words about a model. */
@Command(
    name = "note",
    description = "Keeps your note on a model; without a text shows it, with \"\" forgets it.",
    mixinStandardHelpOptions = true)
final class NoteCommand implements Callable<Integer> {
  private final Workplace place;

  @Parameters(index = "0", paramLabel = "MODEL")
  private String name;

  @Parameters(index = "1..*", paramLabel = "TEXT")
  private List<String> words = List.of();

  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  NoteCommand(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = ModelsCommand.find(library, name);
      String said = model.notes().text().isBlank() ? "There is no note." : model.notes().text();
      if (!words.isEmpty()) {
        String text = String.join(" ", words).strip();
        library.setText(model.id(), text);
        said = text.isEmpty() ? "The note is gone." : "Noted.";
      }
      ModelOutput.changed(spec.commandLine().getOut(), library, model.id(), said, json);
      return 0;
    }
  }
}
