package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.models.library.DefaultRoots;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person keeps about a model, by commands and beside an open desk. */
class ModelNotesCommandsTest {
  @TempDir private Path dir;
  private CommandBench hearth;
  private Path second;

  @BeforeEach
  void models() throws Exception {
    hearth = new CommandBench(dir);
    hearth.model("alpha.gguf");
    second = hearth.model("beta.gguf");
  }

  @Test
  void favouritesGoFirstAndCanBeTakenBack() throws Exception {
    assertThat(hearth.run("models", "favourite", "beta")).isZero();
    assertThat(hearth.out()).contains("beta is a favourite now");
    assertThat(names()).containsExactly("beta", "alpha");
    hearth.run("models", "list");
    assertThat(hearth.out()).contains("* beta");
    JsonNode changed = hearth.json("models", "unfavourite", "beta", "--json");
    assertThat(changed.path("favourite").asBoolean()).isFalse();
    assertThat(changed.path("name").asText()).isEqualTo("beta");
    assertThat(names()).containsExactly("alpha", "beta");
  }

  private List<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    hearth.json("models", "--json").forEach(model -> names.add(model.path("name").asText()));
    return names;
  }

  @Test
  void aNoteIsKeptShownAndForgotten() throws Exception {
    assertThat(hearth.run("models", "note", "beta", "good at", "refactoring")).isZero();
    hearth.run("models", "note", "beta");
    assertThat(hearth.out()).isEqualToIgnoringNewLines("good at refactoring");
    hearth.run("models", "list");
    assertThat(hearth.out()).contains("NOTE").contains("good at refactoring");
    assertThat(hearth.json("models", "show", "beta", "--json").path("notes").asText())
        .isEqualTo("good at refactoring");
    assertThat(hearth.json("models", "note", "beta", "", "--json").path("notes").asText())
        .isEmpty();
    hearth.run("models", "note", "beta");
    assertThat(hearth.out()).contains("There is no note");
    assertThat(hearth.run("models", "note", "gamma", "x")).isNotZero();
    assertThat(hearth.err()).contains("No model is called 'gamma'");
  }

  @Test
  void whenAModelWasLastUsedIsListed() throws Exception {
    assertThat(hearth.json("models", "show", "beta", "--json").path("lastUsed").isNull()).isTrue();
    Instant then = Instant.parse("2026-03-04T12:00:00Z");
    try (ModelLibrary desk = desk(then)) {
      desk.markUsed(desk.find("beta").orElseThrow().id());
    }
    assertThat(hearth.json("models", "show", "beta", "--json").path("lastUsed").asText())
        .isEqualTo(then.toString());
    hearth.run("models", "list");
    assertThat(hearth.out()).contains("USED").contains("2026-03-04");
  }

  @Test
  void anOpenDeskSeesWhatACommandNotedAndLosesNothing() throws Exception {
    try (ModelLibrary desk = desk(Instant.EPOCH)) {
      Model alpha = desk.find("alpha").orElseThrow();
      hearth.run("models", "favourite", "alpha");
      hearth.run("models", "note", "alpha", "from a command");
      desk.setAlias(alpha.id(), "first");
      assertThat(desk.find("first").orElseThrow().notes().text()).isEqualTo("from a command");
    }
    JsonNode shown = hearth.json("models", "show", "first", "--json");
    assertThat(shown.path("favourite").asBoolean()).isTrue();
    assertThat(shown.path("notes").asText()).isEqualTo("from a command");
  }

  /** The library as the desk has it open. */
  private ModelLibrary desk(Instant now) throws Exception {
    DefaultRoots roots = new DefaultRoots("Linux", Map.of(), dir);
    ModelLibrary library =
        ModelLibrary.open(
            hearth.folders.data().resolve("library"),
            roots.existing(hearth.folders.data().resolve("models")),
            InstantSource.fixed(now));
    library.rescan().get(60, TimeUnit.SECONDS);
    return library;
  }

  @Test
  void aFileIsShownInTheViewerAndItsPlacePrinted() throws Exception {
    List<Path> shown = new ArrayList<>();
    Workplace place = new Workplace(hearth.folders, Map.of(), dir);
    assertThat(reveal(place, shown::add)).contains(second.toString());
    assertThat(shown).containsExactly(second);
    assertThat(
            reveal(
                place,
                file -> {
                  throw new IOException("The file manager cannot be started. The file is " + file);
                }))
        .contains("cannot be started")
        .contains(second.toString());
  }

  private static String reveal(Workplace place, RevealCommand.Viewer files) {
    StringWriter said = new StringWriter();
    CommandLine line = Hearth.commandLine(new RevealCommand(place, files));
    line.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    line.execute("reveal", "beta");
    return said.toString();
  }

  @Test
  void everyCommandOnModelsAndServersSpeaksJson() {
    List<String> silent = new ArrayList<>();
    collect(hearth.line(), "", silent);
    assertThat(silent).isEmpty();
  }

  private static void collect(CommandLine line, String path, List<String> silent) {
    line.getSubcommands()
        .forEach(
            (name, below) -> {
              boolean group = below.getCommandSpec().userObject() instanceof Runnable;
              if (!name.equals("help")
                  && !group
                  && below.getCommandSpec().findOption("--json") == null) {
                silent.add(path + name);
              }
              collect(below, path + name + " ", silent);
            });
  }
}
