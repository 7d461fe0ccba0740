package dev.hearth.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.models.ability.ToolAbility;
import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.fit.FitRequest;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.fit.MeasuredMemory;
import dev.hearth.models.fit.MemoryNeed;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.GgufReader;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Hearth says of a model beside what the real llama-server does with it. */
class AgreementWithLlamaServerTest {
  private static final MachineMemory ROOMY = new MachineMemory(1L << 40, 1L << 40, List.of());

  private static final String LISTS = "{% if tools %}{{ tools | tojson }}{% endif %}";
  private static final String EACH = "{% for message in messages %}{{ message.content }}";
  private static final String SHOWS =
      "{% if message.tool_calls %}{% for call in message.tool_calls %}<tool_call>"
          + "{{ call.function | tojson }}</tool_call>{% endfor %}{% endif %}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1,32,8192,f16", "3,2048,16384,q8_0", "6,512,4096,f16"})
  void estimatesTheMemoryTheServerThenTakes(int layers, int feedForward, int context, String cache)
      throws IOException {
    ClockworkModel.Options model = ClockworkModel.Options.defaults().withSize(layers, feedForward);
    Path file = folder.resolve("model.gguf");
    ClockworkModel.write(file, model);
    LaunchPreset preset =
        LaunchPreset.named("test")
            .context(context)
            .parallel(2)
            .cacheK(CacheType.of(cache))
            .cacheV(CacheType.of(cache))
            .build();
    MemoryNeed estimate =
        FitEstimate.of(new FitRequest(GgufReader.read(file), 0, 0, preset, ROOMY)).inRam();

    String size = Integer.toString(context);
    try (RealLlama server =
        RealLlama.start(model, "-lv", "4", "-c", size, "-ctk", cache, "-ctv", cache)) {
      MemoryNeed taken = MeasuredMemory.parse(server.log()).inRam();
      assertThat(taken.total()).isPositive();
      assertThat((double) estimate.weights())
          .isCloseTo(taken.weights(), Percentage.withPercentage(3));
      assertThat((double) estimate.kvCache())
          .isCloseTo(taken.kvCache(), Percentage.withPercentage(1));
      assertThat((double) estimate.total()).isCloseTo(taken.total(), Percentage.withPercentage(5));
    }
  }

  @Test
  void callsAFileShortThatTheServerWillNotLoad() throws Exception {
    Path program = RealLlama.require();
    Path whole = folder.resolve("whole.gguf");
    ClockworkModel.write(whole);
    GgufCard card = GgufReader.read(whole);
    assertThat(card.truncated()).isFalse();
    assertThat(card.expectedBytes()).isEqualTo(Files.size(whole));

    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(GgufReader.read(cut).truncated()).isTrue();
    Process server =
        new ProcessBuilder(program.toString(), "-m", cut.toString(), "--port", "0")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isNotZero();
      assertThat(Files.readString(folder.resolve("log"))).contains("not within the file bounds");
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void readsFromATemplateWhatTheServerDoes(boolean lists, boolean shows) throws Exception {
    String template = (lists ? LISTS : "") + EACH + (shows ? SHOWS : "") + "{% endfor %}";
    Path file = Files.writeString(folder.resolve("t.jinja"), template);
    try (RealLlama server = RealLlama.start("--chat-template-file", file.toString());
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest props = HttpRequest.newBuilder(server.url("/props")).build();
      String body = client.send(props, HttpResponse.BodyHandlers.ofString()).body();
      JsonNode able = JsonMapper.builder().build().readTree(body).path("chat_template_caps");
      boolean both =
          able.path("supports_tools").asBoolean() && able.path("supports_tool_calls").asBoolean();
      assertThat(ToolAbility.of(template).nativeTools()).isEqualTo(both).isEqualTo(lists && shows);
    }
  }
}
