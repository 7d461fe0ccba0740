package dev.hearth.runtime.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stage and percent of a start. llama-server builds with router mode report both on their output;
 * for others the stage is read from what they log. A stage never goes back.
 */
final class LoadProgress {
  /** How a build with router mode begins its reports. */
  private static final String REPORT = "cmd_child_to_router:";

  private static final String STATE = REPORT + "state:";

  private static final Pattern PERCENT =
      Pattern.compile("Loading .*?shards?:\\s+(\\d{1,3})% Completed");

  private static final List<Map.Entry<StartStage, Pattern>> MARKS =
      List.of(
          mark(StartStage.CHECKING, "model loaded$|listening on http|Application startup complete"),
          mark(StartStage.WARM_UP, "warming up the model|[Cc]apturing (CUDA )?graph"),
          mark(
              StartStage.CONTEXT,
              "constructing llama_context|llama_kv_cache|llama threadpool init|"
                  + "llama_new_context|# GPU blocks|KV cache size"),
          mark(StartStage.WEIGHTS, "load_tensors: loading|Loading .*shards|Starting to load model"),
          mark(StartStage.READING, "loading model '|llama_model_loader|vLLM API server version"));

  private final JsonMapper json = new JsonMapper();

  private StartStage stage = StartStage.LAUNCHING;
  private OptionalInt percent = OptionalInt.empty();

  private static Map.Entry<StartStage, Pattern> mark(StartStage stage, String pattern) {
    return Map.entry(stage, Pattern.compile(pattern));
  }

  /** Whether the line is a report, which is for Hearth and not for the log. */
  static boolean isReport(String line) {
    return line.startsWith(REPORT);
  }

  /** Takes a line of output; true if stage or percent have changed. */
  synchronized boolean read(String line) {
    StartStage stageBefore = stage;
    OptionalInt percentBefore = percent;
    if (line.startsWith(STATE)) {
      readReport(line.substring(STATE.length()));
    } else if (!isReport(line)) {
      readLog(line);
    }
    return stage != stageBefore || !percent.equals(percentBefore);
  }

  synchronized StartStage stage() {
    return stage;
  }

  synchronized OptionalInt percent() {
    return percent;
  }

  private void readReport(String text) {
    try {
      JsonNode report = json.readTree(text);
      if (report.path("state").asText().equals("loading")) {
        JsonNode payload = report.path("payload");
        JsonNode stages = payload.path("stages");
        int index = 0;
        for (int i = 0; i < stages.size(); i++) {
          if (stages.get(i).asText().equals(payload.path("current").asText())) {
            index = i;
          }
        }
        double done = (index + payload.path("value").asDouble()) / Math.max(1, stages.size());
        reach(StartStage.WEIGHTS, (int) Math.clamp(Math.floor(done * 100), 0, 100));
      } else if (report.path("state").asText().equals("ready")) {
        reach(StartStage.CHECKING);
      }
    } catch (JacksonException e) {
      // The report is a courtesy between parts of llama.cpp; the log tells the stage as well.
      return;
    }
  }

  private void readLog(String line) {
    Matcher shards = PERCENT.matcher(line);
    if (shards.find()) {
      reach(StartStage.WEIGHTS, Math.min(100, Integer.parseInt(shards.group(1))));
      return;
    }
    for (Map.Entry<StartStage, Pattern> mark : MARKS) {
      if (mark.getValue().matcher(line).find()) {
        reach(mark.getKey());
        return;
      }
    }
  }

  private void reach(StartStage next, int done) {
    reach(next);
    if (stage == next) {
      percent = OptionalInt.of(Math.max(done, percent.orElse(0)));
    }
  }

  private void reach(StartStage next) {
    if (next.compareTo(stage) > 0) {
      stage = next;
      percent = OptionalInt.empty();
    }
  }
}
