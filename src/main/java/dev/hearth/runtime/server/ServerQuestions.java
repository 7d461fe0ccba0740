package dev.hearth.runtime.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.plan.LaunchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What a supervisor asks a server over HTTP. */
final class ServerQuestions {
  private static final Pattern UNIFIED = Pattern.compile("--kv-unified|-kvu");

  private final OkHttpClient http;
  private final JsonMapper json = new JsonMapper();

  /** What was found behind the port. */
  enum Answer {
    NOT_YET,
    OURS,
    SOMEBODY_ELSES
  }

  private record Reply(int status, JsonNode body) {}

  ServerQuestions(OkHttpClient http) {
    this.http = http;
  }

  /** Whether the server behind the plan's port is up, and is the one the plan started. */
  Answer ask(LaunchPlan plan, Optional<String> key) {
    if (get(plan, "/health", Optional.empty()).status() != 200) {
      return Answer.NOT_YET;
    }
    return plan.engine() == EngineKind.VLLM ? askVllm(plan, key) : askLlama(plan, key);
  }

  private Answer askLlama(LaunchPlan plan, Optional<String> key) {
    Reply props = get(plan, "/props", key);
    if (props.status() == 401) {
      return Answer.SOMEBODY_ELSES;
    }
    if (props.status() != 200 || !props.body().has("default_generation_settings")) {
      return Answer.NOT_YET;
    }
    // A server that lets strangers in is not the one that was started with a key.
    if (key.isPresent() && get(plan, "/props", Optional.empty()).status() == 200) {
      return Answer.SOMEBODY_ELSES;
    }
    return sameModel(plan, props.body()) ? Answer.OURS : Answer.SOMEBODY_ELSES;
  }

  private static boolean sameModel(LaunchPlan plan, JsonNode props) {
    String path = props.path("model_path").asText("");
    String alias = props.path("model_alias").asText("");
    if (path.isEmpty()) {
      return alias.isEmpty() || alias.equals(plan.model());
    }
    return path.equals(plan.artifact())
        || plan.engine() == EngineKind.LLAMAFILE
            && Path.of(path).getFileName().equals(Path.of(plan.artifact()).getFileName());
  }

  private Answer askVllm(LaunchPlan plan, Optional<String> key) {
    Reply models = get(plan, "/v1/models", key);
    if (models.status() != 200 || models.body().path("data").isEmpty()) {
      return models.status() == 401 ? Answer.SOMEBODY_ELSES : Answer.NOT_YET;
    }
    for (JsonNode model : models.body().path("data")) {
      if (model.path("id").asText().equals(plan.artifact())) {
        return Answer.OURS;
      }
    }
    return Answer.SOMEBODY_ELSES;
  }

  /**
   * How many tokens the server takes, if it says so.
   *
   * @throws IOException when it does not answer at all
   */
  Optional<ContextWindow> window(LaunchPlan plan, Optional<String> key, boolean unifiedInLog)
      throws IOException {
    if (plan.engine() == EngineKind.VLLM) {
      JsonNode first = answered(plan, "/v1/models", key).path("data").path(0);
      return positive(first.path("max_model_len")).map(size -> new ContextWindow(size, size));
    }
    JsonNode props = answered(plan, "/props", key);
    boolean unified = unifiedInLog || plan.command().stream().anyMatch(UNIFIED.asMatchPredicate());
    int slots = unified ? 1 : Math.max(1, props.path("total_slots").asInt(1));
    return positive(props.path("default_generation_settings").path("n_ctx"))
        .map(size -> new ContextWindow(size, size * slots));
  }

  /** Whether the server has given its memory back until the next request. */
  boolean sleeping(LaunchPlan plan, Optional<String> key) {
    return get(plan, "/props", key).body().path("is_sleeping").asBoolean(false);
  }

  private static Optional<Integer> positive(JsonNode node) {
    return node.isIntegralNumber() && node.asInt() > 0
        ? Optional.of(node.asInt())
        : Optional.empty();
  }

  private JsonNode answered(LaunchPlan plan, String path, Optional<String> key) throws IOException {
    Reply reply = get(plan, path, key);
    if (reply.status() != 200) {
      throw new IOException(path + ": " + (reply.status() == 0 ? "nothing" : reply.status()));
    }
    return reply.body();
  }

  private Reply get(LaunchPlan plan, String path, Optional<String> key) {
    Request.Builder request = new Request.Builder().url(plan.base() + path);
    key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try (Response response = http.newCall(request.build()).execute()) {
      String text = response.body().string();
      return new Reply(response.code(), parse(text));
    } catch (IOException e) {
      return new Reply(0, MissingNode.getInstance());
    }
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
