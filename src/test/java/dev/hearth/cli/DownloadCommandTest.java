package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.models.hub.FakeHub;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.SettingsStore;
import dev.hearth.testing.HearthProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code hearth models download} from a hub on this machine. */
class DownloadCommandTest {
  private static final String MODEL = "org/repo:Q4_0";

  @TempDir private Path dir;
  private FakeHub hub;
  private CommandBench hearth;
  private Path target;

  @BeforeEach
  void start() throws Exception {
    hub = new FakeHub();
    Path model = dir.resolve("made/tiny.gguf");
    ClockworkModel.write(model);
    hub.files.put("tiny-Q4_0.gguf", Files.readAllBytes(model));
    hub.files.put("tiny-F16.gguf", FakeHub.bytes(2000, 5));
    hearth = new CommandBench(dir.resolve("home"));
    hearth.environment.put("HF_ENDPOINT", hub.url().toString());
    target = hearth.folders.data().resolve("models/org/repo/tiny-Q4_0.gguf");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void whatARepositoryHasIsListed() throws Exception {
    JsonNode list = hearth.json("models", "download", "--list", "--json", "org/repo");
    assertThat(list.findValuesAsText("quant")).containsExactlyInAnyOrder("Q4_0", "F16");
    assertThat(hearth.run("models", "download", "--list", "org/repo")).isZero();
    assertThat(hearth.out()).contains("QUANT").contains("tiny-Q4_0").contains("363 kB");
  }

  @Test
  void aModelArrivesIsVerifiedAndListed() throws Exception {
    JsonNode done = hearth.json("models", "download", MODEL, "--json");
    assertThat(done.path("files").get(0).asText()).isEqualTo(target.toString());
    assertThat(done.path("bytes").asLong()).isEqualTo(Files.size(target));
    assertThat(hearth.err()).as("no bars between the lines of a script").isEmpty();
    assertThat(target).hasBinaryContent(hub.files.get("tiny-Q4_0.gguf"));
    assertThat(hearth.json("models", "--json").findValuesAsText("path"))
        .containsExactly(target.toString());
    assertThat(hearth.run("models", "download", MODEL)).as("again").isZero();
    assertThat(hearth.out()).isEqualToIgnoringNewLines(target.toString());
  }

  @Test
  void progressIsWrittenByTenthsWhereThereIsNoTerminal() {
    assertThat(hearth.run("models", "download", MODEL)).isZero();
    assertThat(hearth.err()).containsPattern("\\d+ % .* of 363 kB").doesNotContain("\r");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no 'script'")
  void aBarIsDrawnOnATerminal() throws Exception {
    try (HearthProcess process =
        HearthProcess.startOnTerminal(environment(), "models", "download", MODEL)) {
      String shown = process.output();
      assertThat(process.process().waitFor()).as(shown).isZero();
      assertThat(shown).containsPattern("\\[#+-*\\] \\d+ %").contains(target.toString());
    }
    assertThat(target).hasBinaryContent(hub.files.get("tiny-Q4_0.gguf"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs cannot be asked to end there")
  void ctrlCPausesAndTheSameCommandGoesOn() throws Exception {
    hub.stalls.set(1);
    try (HearthProcess process = HearthProcess.start(environment(), "models", "download", MODEL)) {
      process.await(Pattern.compile("[1-9]\\d* %"));
      process.end();
      assertThat(process.output()).contains("Paused at").contains("The same command goes on");
    }
    assertThat(target).doesNotExist();
    assertThat(hearth.json("models", "--json").findValuesAsText("state"))
        .doesNotContain("complete");
    int before = hub.cdnRequests.size();
    assertThat(hearth.run("models", "download", MODEL)).as(hearth.err()).isZero();
    assertThat(target).hasBinaryContent(hub.files.get("tiny-Q4_0.gguf"));
    List<String> ranges =
        hub.cdnRequests.subList(before, hub.cdnRequests.size()).stream()
            .map(DownloadCommandTest::range)
            .toList();
    long size = Files.size(target);
    assertThat(ranges).noneMatch(range -> range.equals("bytes=0-" + (size - 1)));
    assertThat(ranges).anyMatch(range -> range.endsWith("-" + (size - 1)));
  }

  private static String range(RecordedRequest request) {
    return String.valueOf(request.getHeaders().get("Range"));
  }

  private Map<String, String> environment() {
    return Map.of(
        "HEARTH_HOME", hearth.home.toString(), "HF_ENDPOINT", hub.url().toString(), "HF_TOKEN", "");
  }

  @Test
  void bytesWithAnotherHashAreNeverAModel() throws Exception {
    byte[] wrong = hub.files.get("tiny-Q4_0.gguf").clone();
    wrong[wrong.length - 1] ^= 1;
    hub.damaged.put("tiny-Q4_0.gguf", wrong);
    assertThat(hearth.run("models", "download", MODEL)).isNotZero();
    assertThat(hearth.err()).contains("arrived damaged", "thrown away").doesNotContain("\tat ");
    assertThat(target).doesNotExist();
    assertThat(hearth.json("models", "--json").findValuesAsText("state"))
        .doesNotContain("complete");
    hub.damaged.clear();
    assertThat(hearth.run("models", "download", MODEL)).as(hearth.err()).isZero();
    assertThat(target).hasBinaryContent(hub.files.get("tiny-Q4_0.gguf"));
  }

  @Test
  void aGatedRepositoryOpensWithATokenFromAVariableOrTheSettings() throws Exception {
    hub.needsToken = true;
    assertThat(hearth.run("models", "download", MODEL)).isNotZero();
    assertThat(hearth.err()).contains("gated or private").contains("HF_TOKEN");
    new SecretStore(hearth.folders).put(SecretStore.Name.HUB_TOKEN, "hf_wrong");
    assertThat(hearth.run("models", "download", MODEL)).isNotZero();
    assertThat(hearth.err()).contains("Your token gives no access").doesNotContain("hf_wrong");
    hearth.environment.put("HF_TOKEN", FakeHub.TOKEN);
    assertThat(hearth.run("models", "download", MODEL)).as("the variable goes first").isZero();
    Files.delete(target);
    hearth.environment.remove("HF_TOKEN");
    new SecretStore(hearth.folders).put(SecretStore.Name.HUB_TOKEN, FakeHub.TOKEN);
    assertThat(hearth.run("models", "download", MODEL)).as("the stored one alone").isZero();
    assertThat(target).exists();
  }

  @Test
  void theMirrorOfTheSettingsIsUsedUnlessAVariableNamesOne() throws Exception {
    hearth.environment.remove("HF_ENDPOINT");
    endpoint(hub.url() + "/");
    assertThat(hearth.json("models", "download", "--list", "--json", "org/repo")).hasSize(2);
    endpoint("http://127.0.0.1:1");
    assertThat(hearth.run("models", "download", "--list", "org/repo")).isNotZero();
    assertThat(hearth.err()).contains("127.0.0.1 cannot be reached");
    hearth.environment.put("HF_ENDPOINT", hub.url().toString());
    assertThat(hearth.run("models", "download", "--list", "org/repo")).isZero();
  }

  private void endpoint(String url) throws Exception {
    try (SettingsStore settings =
        SettingsStore.open(hearth.folders, SettingsStore.DEFAULT_PROFILE)) {
      assertThat(settings.change(it -> it.withModels(it.models().withHubEndpoint(url)))).isEmpty();
    }
  }
}
