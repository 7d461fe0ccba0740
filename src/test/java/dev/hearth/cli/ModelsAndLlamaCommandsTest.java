package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.settings.AppFolders;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsAndLlamaCommandsTest {
  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path model;
  private ProxyFront front =
      (models, usual, config, kept) -> {
        throw new IllegalStateException("not reached");
      };

  @BeforeEach
  void writeModel() throws Exception {
    model = dir.resolve("mine").resolve("deep").resolve("Tiny-F16.gguf");
    Files.createDirectories(model.getParent());
    ClockworkModel.write(model, ClockworkModel.Options.defaults());
  }

  @Test
  void anEmptyLibrarySaysWhatToDo() {
    assertThat(run("models")).isZero();
    assertThat(out.toString()).contains("hearth models roots add").contains("download");
  }

  @Test
  void foldersAreAddedSwitchedAndRemoved() throws Exception {
    String folder = dir.resolve("mine").toString();
    assertThat(run("models", "roots", "add", folder)).isZero();
    assertThat(out.toString()).containsPattern("on +1 .*" + dir.resolve("mine"));
    assertThat(json("models", "--json").get(0).path("path").asText()).isEqualTo(model.toString());
    run("models", "roots", "off", folder);
    assertThat(json("models", "list", "--json")).isEmpty();
    run("models", "roots", "on", folder);
    assertThat(json("models", "list", "--json")).hasSize(1);
    run("models", "roots", "remove", folder);
    assertThat(json("models", "list", "--json")).isEmpty();
    assertThat(model).exists();
  }

  @Test
  void aModelIsListedShownNamedAndExplained() throws Exception {
    run("models", "roots", "add", dir.resolve("mine").toString());
    run("models", "list");
    assertThat(out.toString()).contains("NAME").contains("F16").contains("native");
    JsonNode shown = json("models", "show", "tiny", "--json");
    assertThat(shown.path("context").asInt()).isEqualTo(8192);
    assertThat(shown.path("files").get(0).asText()).isEqualTo(model.toString());
    assertThat(run("models", "alias", "tiny", "pet")).isZero();
    assertThat(json("models", "show", "pet", "--json").path("name").asText()).isEqualTo("pet");
    Path page = Files.writeString(dir.resolve("mine").resolve("page.gguf"), "<html>");
    assertThat(json("models", "why", page.toString(), "--json").path("reason").asText())
        .isNotBlank();
    Path outside = Files.copy(model, dir.resolve("outside.gguf"));
    assertThat(json("models", "why", outside.toString(), "--json").path("listed").asBoolean())
        .isFalse();
    JsonNode fit = json("models", "fit", "pet", "--json", "-c", "4096");
    assertThat(fit.path("context").asInt()).isEqualTo(4096);
    assertThat(fit.path("verdict").asText()).isNotEqualTo("TOO_BIG");
    run("models", "fit", "pet");
    assertThat(out.toString()).contains("Best here: -ngl");
  }

  @Test
  void deletingAsksFirst() throws Exception {
    run("models", "roots", "add", dir.resolve("mine").toString());
    assertThat(run("models", "delete", "tiny")).isZero();
    assertThat(out.toString()).contains("Would be deleted with --yes");
    assertThat(model).exists();
    run("models", "delete", "tiny", "--yes");
    assertThat(model).doesNotExist();
    assertThat(run("models", "show", "tiny")).isNotZero();
    assertThat(err.toString()).contains("No model is called 'tiny'");
  }

  @Test
  void theRealServerIsListedWithItsVersion() throws Exception {
    environment.put("HEARTH_LLAMA_SERVER", RealLlama.require().toString());
    JsonNode first = json("llama", "list", "--json").get(0);
    assertThat(first.path("origin").asText()).isEqualTo("chosen");
    assertThat(first.path("version").asText()).contains("build");
    run("llama", "list");
    assertThat(out.toString()).contains("your choice");
  }

  @Test
  void anInstallFromAMirrorCanBeTriedDry() throws Exception {
    try (MockWebServer mirror = new MockWebServer()) {
      mirror.start();
      environment.put("HEARTH_LLAMA_RELEASES", mirror.url("/releases").toString());
      String assets =
          java.util.stream.Stream.of(
                  "ubuntu-x64.tar.gz",
                  "ubuntu-arm64.tar.gz",
                  "macos-x64.tar.gz",
                  "macos-arm64.tar.gz",
                  "win-cpu-x64.zip")
              .map(end -> "{\"name\":\"llama-b9-bin-" + end + "\",\"size\":12000000}")
              .collect(java.util.stream.Collectors.joining(","));
      String body = "{\"tag_name\":\"b9\",\"assets\":[" + assets + "]}";
      mirror.enqueue(new MockResponse.Builder().body(body).build());
      mirror.enqueue(new MockResponse.Builder().body(body).build());
      JsonNode choice = json("llama", "install", "--dry-run", "--json");
      assertThat(choice.path("tag").asText()).isEqualTo("b9");
      assertThat(choice.path("file").asText()).startsWith("llama-b9-bin-");
      assertThat(run("llama", "install", "b9")).as("no checksum, no install").isNotZero();
      assertThat(err.toString()).contains("cannot be verified");
      assertThat(run("llama", "use", "b9")).isNotZero();
      assertThat(err.toString()).contains("None is installed yet");
    }
  }

  @Test
  void runLoadsTheModelOpensTheProxyAndStopsAll() throws Exception {
    environment.put("HEARTH_LLAMA_SERVER", RealLlama.require().toString());
    run("models", "roots", "add", dir.resolve("mine").toString());
    JsonNode plan = json("run", "tiny", "--dry-run", "--json");
    assertThat(plan.path("command").toString()).contains("llama-server").contains("Tiny-F16");

    AtomicReference<Long> pid = new AtomicReference<>();
    front =
        (models, usual, config, kept) -> {
          var state = (ServerState.Ready) models.fleet().status().servers().getFirst().state();
          pid.set(state.pid());
          throw new IOException("no proxy for " + usual);
        };
    assertThat(run("run", "tiny")).isNotZero();
    assertThat(err.toString()).contains("no proxy for Tiny-F16");
    assertThat(ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aDownloadThatCannotBeIsExplained() {
    assertThat(run("models", "download", "not a reference")).isNotZero();
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void aBarIsRedrawnOnATerminalAndWrittenByTenthsElsewhere() {
    ProgressBar bar = new ProgressBar(new PrintWriter(out), true);
    bar.show("file", 50, 100);
    bar.show("file", 100, 100);
    bar.end();
    assertThat(out.toString()).contains("\r[###############---------------] 50 %  file");
    StringWriter plain = new StringWriter();
    ProgressBar lines = new ProgressBar(new PrintWriter(plain), false);
    for (int i = 0; i <= 100; i++) {
      lines.show("file", i, 100);
    }
    assertThat(plain.toString().lines()).hasSize(11);
  }

  @Test
  void sizesReadAsPeopleWriteThem() {
    assertThat(Sizes.of(999)).isEqualTo("999 B");
    assertThat(Sizes.of(4_920_000_000L)).isEqualTo("4.9 GB");
    assertThat(Sizes.of(363_360)).isEqualTo("363 kB");
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    Workplace place =
        new Workplace(AppFolders.under(dir.resolve("hearth")), environment, dir.resolve("home"));
    CommandLine line =
        Hearth.commandLine(
            ModelsCommand.commandLine(place),
            new LlamaCommand(place),
            new RunCommand(place, () -> LocalChoices.USUAL, front, NothingKept.KEEPING));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }

  private JsonNode json(String... words) throws Exception {
    assertThat(run(words)).as(err.toString()).isZero();
    return new JsonMapper().readTree(out.toString());
  }
}
