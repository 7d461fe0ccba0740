package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents send the whole conversation again each turn; the journal keeps each message once. */
class SessionSizeTest {
  private static final int TURNS = 100;

  @TempDir Path dir;

  @Test
  void aHundredTurnsOfTwoHundredKilobytesTakeLessThanATwentieth() throws Exception {
    Random random = new Random(1);
    ArrayNode messages = Json.array();
    messages.addObject().put("role", "system").put("content", prose(random, 20_000));
    while (messages.toString().length() < 180_000) {
      turn(messages, random);
    }
    long raw = 0;
    try (Folder folder = new Folder(dir)) {
      for (int i = 0; i < TURNS; i++) {
        turn(messages, random);
        while (messages.toString().length() > 215_000) {
          // The agent compacts its context from time to time.
          messages.remove(1);
        }
        String body = body(messages);
        raw += 2L * body.length();
        folder.publish(
            Script.of("t" + (1000 + i))
                .received(0)
                .understood(1, body, "read_file")
                .sent(
                    2,
                    body.replace(
                        "\"stream\":true",
                        "\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .firstToken(3)
                .backend(4, Script.chunk("I will read it"))
                .judged(
                    5,
                    Decision.PASSED,
                    "I will read it",
                    List.of(new ToolCall("c" + i, "read_file", "{\"path\":\"" + i + "\"}")))
                .client(6, Script.chunk("I will read it"))
                .finished(7, 50_000, 20)
                .events());
        folder.journal.flush();
        assertThat(folder.journal.load("t" + (1000 + i)).orElseThrow().request().text())
            .isEqualTo(body);
      }
      assertThat(folder.journal.count(Filter.ALL)).isEqualTo(TURNS);
    }
    long kept = Files.size(dir.resolve("journal.db"));
    System.out.printf(
        "session: %d turns, %.1f MB of requests kept in %.2f MB (%.1f %% of the clients' bytes)%n",
        TURNS, raw / 2e6, kept / 1e6, 200.0 * kept / raw);
    assertThat(kept).isLessThan(raw / 2 / 20);
  }

  private static void turn(ArrayNode messages, Random random) {
    ObjectNode asked =
        messages.addObject().put("role", "assistant").put("content", prose(random, 200));
    ObjectNode call =
        asked
            .putArray("tool_calls")
            .addObject()
            .put("id", "call_" + random.nextInt())
            .put("type", "function");
    call.putObject("function")
        .put("name", "read_file")
        .put("arguments", "{\"path\":\"src/" + random.nextInt() + ".java\"}");
    messages
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", call.path("id").asText())
        .put("content", prose(random, 2000));
  }

  private static String body(ArrayNode messages) {
    ObjectNode body = Json.object().put("model", "qwen3-coder").put("stream", true);
    body.set("messages", messages);
    ArrayNode tools = body.putArray("tools");
    for (int i = 0; i < 15; i++) {
      tools
          .addObject()
          .put("type", "function")
          .putObject("function")
          .put("name", "tool_" + i)
          .put("description", "Does something useful. ".repeat(20));
    }
    return Json.text(body);
  }

  /** Words of a made-up language, which compress about as well as source code. */
  private static String prose(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int word = (int) Math.abs(random.nextGaussian() * 400);
      text.append(Integer.toString(word * 7919 + 46656, 36))
          .append(random.nextInt(12) == 0 ? ".\n" : " ");
    }
    return text.toString();
  }
}
