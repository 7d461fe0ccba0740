package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import dev.hearth.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandsTest {
  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void record() {
    fill("journal.db", "a", "b");
  }

  private void fill(String file, String... ids) {
    try (Journal journal =
        Journal.open(dir.resolve(file), JournalSettings.DEFAULT, Clock.systemUTC())) {
      for (String id : ids) {
        journal.add(Script.fold(Script.retried(id)));
      }
    }
  }

  private int run(String command, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of("--journal", dir.resolve("journal.db").toString()));
    args.addAll(List.of(more));
    CommandLine line =
        Hearth.commandLine(
            new JournalCommand(),
            new StatsCommand(),
            new ExportCommand(),
            new ImportCommand(),
            new ReplayCommand());
    return line.setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args.toArray(String[]::new));
  }

  @Test
  void listsWhatMatchesAndSaysWhatIsWrongWithAFilter() {
    assertThat(run("journal", "tool:read_file", "status:retried")).isZero();
    assertThat(out.toString().lines()).hasSize(2).allMatch(l -> l.contains("qwen3-coder"));
    assertThat(run("journal -n 1")).isZero();
    assertThat(out.toString()).contains("1 of 2 shown");
    assertThat(run("journal --json", "id:a")).isZero();
    assertThat(Json.parse(out.toString()).orElseThrow().path("id").asText()).isEqualTo("a");
    assertThat(run("journal", "modle:x")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean 'model:'?");
    assertThat(run("journal", "--", "-model:qwen")).isZero();
    assertThat(out.toString()).contains("Nothing recorded matches");
    assertThat(run("journal show", "a")).isZero();
    assertThat(Json.parse(out.toString()).orElseThrow().path("attempts")).hasSize(2);
    assertThat(run("journal show", "zzz")).isEqualTo(1);
    assertThat(err.toString()).contains("No exchange zzz");
  }

  @Test
  void addsUp() {
    assertThat(run("stats --json")).isZero();
    JsonNode stats = Json.parse(out.toString()).orElseThrow();
    assertThat(stats.path("models").path("qwen3-coder").path("retried").asInt()).isEqualTo(2);
    assertThat(run("stats")).isZero();
    assertThat(out.toString()).contains("PROSE_INSTEAD_OF_CALL", "read_file", "Claude Code");
    assertThat(run("stats --bucket soon")).isEqualTo(2);
  }

  @Test
  void exportsAndImports() throws Exception {
    Path file = dir.resolve("out.jsonl");
    assertThat(run("export -f jsonl -o " + file)).isZero();
    assertThat(err.toString()).contains("2 exported.");
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(run("export -f html", "id:a")).isZero();
    assertThat(out.toString()).startsWith("<!DOCTYPE html>");

    fill("other.db", "c");
    Files.delete(dir.resolve("journal.db"));
    Files.move(dir.resolve("other.db"), dir.resolve("journal.db"));
    assertThat(run("import", file.toString())).isZero();
    assertThat(out.toString()).contains("2 added, 0 there already");
    assertThat(run("import", file.toString())).isZero();
    assertThat(out.toString()).contains("0 added, 2 there already");
    try (Journal journal = Journal.visit(dir.resolve("journal.db"), Clock.systemUTC())) {
      assertThat(journal.ids(Filter.parse("is:imported"))).containsExactly("a", "b");
    }
  }

  @Test
  void replaysAndCompares() throws Exception {
    try (MockWebServer proxy = new MockWebServer()) {
      proxy.enqueue(new MockResponse.Builder().addHeader("X-Hearth-Exchange", "b").build());
      proxy.start();
      assertThat(run("replay --proxy " + proxy.url("/") + " --set temperature=0", "a")).isZero();
      assertThat(out.toString()).contains("Became b", "Same reply and calls.", "130 ms");
      assertThat(proxy.takeRequest().getBody().utf8()).contains("\"temperature\":0");
    }
  }

  @Test
  void saysWhenThereIsNoJournal() throws Exception {
    Files.delete(dir.resolve("journal.db"));
    assertThat(run("journal")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no journal at");
  }
}
