package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.runtime.Bench;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.orphans.ProcessIdentity;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.server.PortChoice;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.ModelSettings;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class EngineAndLeftoverCommandsTest {
  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Process> left = new ArrayList<>();
  private AppFolders folders;
  private Bench bench;
  private ProxyFront front =
      (served, usual, config, kept) -> {
        throw new IllegalStateException("not reached");
      };

  @BeforeEach
  void open() {
    folders = AppFolders.under(dir.resolve("hearth"));
    bench = new Bench(dir);
  }

  @AfterEach
  void close() {
    left.forEach(Process::destroyForcibly);
    bench.close();
  }

  @Test
  void thePlanOfAnotherEngineIsShownWithoutItsKey() throws Exception {
    Path vllm = bench.script("my-vllm", "exit 1");
    assertThat(
            run(
                "run",
                "--engine",
                "VLLM",
                "--program",
                vllm.toString(),
                "-c",
                "9000",
                "--dry-run",
                "org/model"))
        .isZero();
    assertThat(out.toString())
        .contains("VLLM_API_KEY=", "****", vllm + " serve org/model", "--max-model-len 9000");
  }

  @Test
  void ollamasAddressIsReadAsOllamaReadsIt() throws Exception {
    assertThat(ollama()).isEqualTo("http://localhost:11434");
    environment.put("OLLAMA_HOST", "0.0.0.0");
    assertThat(ollama()).isEqualTo("http://127.0.0.1:11434");
    environment.put("OLLAMA_HOST", ":4711");
    assertThat(ollama()).isEqualTo("http://127.0.0.1:4711");
    environment.put("OLLAMA_HOST", "http://box:80");
    assertThat(ollama()).isEqualTo("http://box:80");
    environment.put("OLLAMA_HOST", "no host at all");
    assertThat(run("run", "--engine", "ollama", "--dry-run", "m")).isNotZero();
    assertThat(err.toString()).contains("OLLAMA_HOST", "--ollama-url");
  }

  private String ollama() throws Exception {
    return json("run", "--engine", "ollama", "--dry-run", "--json", "m").path("ollama").asText();
  }

  @Test
  void whatCannotBeIsSaidWithARemedy() {
    assertThat(run("run", "--engine", "nonsense", "m")).isNotZero();
    assertThat(err.toString()).contains("llama-server, llamafile, vllm, ollama");
    assertThat(run("run", "--engine", "ollama", "-c", "4096", "m")).isNotZero();
    assertThat(err.toString()).contains("OLLAMA_CONTEXT_LENGTH");
    assertThat(run("run", "--engine", "vllm", "m")).isNotZero();
    assertThat(err.toString()).contains("pip install vllm");
    assertThat(run("run", "--engine", "vllm", "--program", dir + "/absent", "m")).isNotZero();
    assertThat(err.toString()).contains("absent is not a program");
    assertThat(run("run", "--engine", "llamafile", "absent")).isNotZero();
    assertThat(err.toString()).contains("No model is called 'absent'");
  }

  @Test
  void theSettingsProgramIsUsedUnlessAVariableNamesOne() throws Exception {
    Path chosen = bench.script("llama-server-mine", "echo version: 1");
    Path other = bench.script("llama-server-other", "echo version: 2");
    try (SettingsStore settings = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE)) {
      ModelSettings usual = ModelSettings.DEFAULT;
      assertThat(settings.change(it -> it.withModels(usual.withLlamaServer(chosen.toString()))))
          .isEmpty();
    }
    assertThat(json("llama", "list", "--json").get(0).path("path").asText())
        .isEqualTo(chosen.toString());
    environment.put("HEARTH_LLAMA_SERVER", other.toString());
    assertThat(json("llama", "list", "--json").get(0).path("path").asText())
        .isEqualTo(other.toString());
  }

  @Test
  void leftoversAreListedHintedAtAndEnded() throws Exception {
    run("llama", "leftovers");
    assertThat(out.toString()).contains("No model server was left");
    long id = leftover().pid();
    JsonNode one = json("llama", "leftovers", "--json").get(0);
    assertThat(one.path("id").asLong()).isEqualTo(id);
    assertThat(one.path("engine").asText()).isEqualTo("vllm");
    run("llama", "leftovers");
    assertThat(out.toString()).contains("MODEL").contains("org/model");
    run("run", "--engine", "llamafile", "absent");
    assertThat(err.toString()).contains("left org/model (" + id + ") running");

    assertThat(run("llama", "leftovers", "end")).isNotZero();
    assertThat(err.toString()).contains("--all");
    assertThat(run("llama", "leftovers", "end", "1")).isNotZero();
    assertThat(err.toString()).contains("No server with the ID 1");
    assertThat(run("llama", "leftovers", "end", Long.toString(id))).isZero();
    assertThat(left.getFirst().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(json("llama", "leftovers", "--json")).isEmpty();
    leftover();
    assertThat(run("llama", "leftovers", "end", "--all")).isZero();
    assertThat(left.getLast().waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLeftoverIsAdoptedAndEndsWithItsNewOwner() throws Exception {
    Process process = leftover();
    AtomicReference<ServerState> seen = new AtomicReference<>();
    front =
        (served, usual, config, kept) -> {
          seen.set(served.fleet().status().servers().getFirst().state());
          assertThat(ServerProcesses.notes(folders.data()).leftovers()).isEmpty();
          throw new IOException("no proxy for " + usual);
        };
    assertThat(run("llama", "leftovers", "adopt", Long.toString(process.pid()))).isNotZero();
    assertThat(err.toString()).contains("no proxy for org/model");
    assertThat(seen.get())
        .isInstanceOfSatisfying(
            ServerState.Ready.class,
            ready -> {
              assertThat(ready.pid()).isEqualTo(process.pid());
              assertThat(ready.endpoint().apiKey()).contains("left-key");
            });
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** A server whose Hearth is gone. */
  private Process leftover() throws Exception {
    int port = PortChoice.any();
    List<String> command =
        List.of(
            bench.standIn("vllm-" + port, "vllm").toString(),
            "serve",
            "org/model",
            "--port",
            Integer.toString(port));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("VLLM_API_KEY", "left-key");
    Process process = builder.start();
    left.add(process);
    ServerProcesses.notes(folders.data())
        .add(
            new RunningServer(
                ProcessIdentity.of(process.toHandle()),
                new ProcessIdentity(ProcessIdentity.mine().pid(), 1),
                EngineKind.VLLM,
                "org/model",
                "org/model",
                "127.0.0.1",
                port,
                command,
                ""));
    return process;
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    Workplace place = new Workplace(folders, environment, dir);
    CommandLine line =
        Hearth.commandLine(
            LlamaCommand.commandLine(place, () -> LocalChoices.USUAL, front, NothingKept.KEEPING),
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
