package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.library.RootStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The folders that are watched for models. */
@Command(
    name = "roots",
    description = "Lists the watched folders; add, remove or switch one.",
    mixinStandardHelpOptions = true)
public final class RootsCommand implements Callable<Integer> {
  private final Workplace place;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  public RootsCommand(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws Exception {
    try (ModelLibrary library = place.openLibrary()) {
      show(library, json);
      return 0;
    }
  }

  private void show(ModelLibrary library, JsonOutput asJson) {
    Table table = new Table("", "FILES", "NAME", "FOLDER", "PROBLEM");
    ArrayNode array = JsonOutput.array();
    for (RootStatus status : library.rootStatus()) {
      table.row(
          status.root().enabled() ? "on" : "off",
          Integer.toString(status.files()),
          status.root().label(),
          status.root().path().toString(),
          status.problem());
      array
          .addObject()
          .put("path", status.root().path().toString())
          .put("label", status.root().label())
          .put("enabled", status.root().enabled())
          .put("own", status.root().own())
          .put("files", status.files())
          .put("problem", status.problem());
    }
    if (json.wanted() || asJson.wanted()) {
      JsonOutput.print(out(), array);
    } else {
      table.print(out());
    }
  }

  @Command(description = "Watches a folder, at any depth.", mixinStandardHelpOptions = true)
  int add(@Parameters(paramLabel = "FOLDER") Path folder, @Mixin JsonOutput asJson)
      throws InterruptedException {
    return change(library -> library.addRoot(whole(folder)), asJson);
  }

  @Command(
      description = "No longer watches a folder; its files stay.",
      mixinStandardHelpOptions = true)
  int remove(@Parameters(paramLabel = "FOLDER") Path folder, @Mixin JsonOutput asJson)
      throws InterruptedException {
    return change(library -> library.removeRoot(whole(folder)), asJson);
  }

  @Command(description = "Switches a folder on.", mixinStandardHelpOptions = true)
  int on(@Parameters(paramLabel = "FOLDER") Path folder, @Mixin JsonOutput asJson)
      throws InterruptedException {
    return change(library -> library.setRootEnabled(whole(folder), true), asJson);
  }

  @Command(description = "Switches a folder off.", mixinStandardHelpOptions = true)
  int off(@Parameters(paramLabel = "FOLDER") Path folder, @Mixin JsonOutput asJson)
      throws InterruptedException {
    return change(library -> library.setRootEnabled(whole(folder), false), asJson);
  }

  private interface Change {
    void in(ModelLibrary library);
  }

  private int change(Change change, JsonOutput asJson) throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      change.in(library);
      library.rescan().join();
      show(library, asJson);
      return 0;
    }
  }

  private static Path whole(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
