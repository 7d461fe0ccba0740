package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.settings.AppFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in this process, in a home of their own. */
final class CommandBench {
  final Map<String, String> environment = new HashMap<>();
  final Path home;
  final AppFolders folders;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  CommandBench(Path home) {
    this.home = home;
    this.folders = AppFolders.under(home);
  }

  /** A model in Hearth's own folder. */
  Path model(String file) throws IOException {
    Path path = folders.data().resolve("models").resolve(file);
    ClockworkModel.write(path);
    return path;
  }

  CommandLine line() {
    Workplace place = new Workplace(folders, environment, home);
    ProxyFront front =
        (served, usual, config, kept) -> {
          throw new IllegalStateException("no proxy here");
        };
    CommandLine line =
        Hearth.commandLine(
            ModelsCommand.commandLine(place),
            LlamaCommand.commandLine(place, () -> LocalChoices.USUAL, front, NothingKept.KEEPING),
            new RunCommand(place, () -> LocalChoices.USUAL, front, NothingKept.KEEPING));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line;
  }

  int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return line().execute(words);
  }

  JsonNode json(String... words) throws IOException {
    assertThat(run(words)).as(err()).isZero();
    return new JsonMapper().readTree(out());
  }

  /** What the last command printed. */
  String out() {
    return out.toString();
  }

  /** What the last command complained of, and its progress. */
  String err() {
    return err.toString();
  }
}
