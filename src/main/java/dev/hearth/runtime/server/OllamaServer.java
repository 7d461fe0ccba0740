package dev.hearth.runtime.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.runtime.binary.BriefRun;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.log.ServerLog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A model in an Ollama daemon that somebody else runs. Starting loads the model there, stopping
 * unloads it; the daemon itself is left alone.
 */
public final class OllamaServer implements ModelServer {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration COMMAND = Duration.ofSeconds(20);

  private final OllamaTarget target;
  private final ServerLog log;
  private final ServerTimes times;
  private final OkHttpClient http;
  private final OkHttpClient patient;
  private final InstantSource clock;
  private final JsonMapper json = new JsonMapper();
  private final StateBoard board = new StateBoard();
  private final AtomicReference<Runnable> closeStreams = new AtomicReference<>(() -> {});
  private CompletableFuture<ServerEndpoint> ready = new CompletableFuture<>();
  private Optional<Attachment> attachment = Optional.empty();

  /** One time of being attached: from start to stop. */
  private final class Attachment {
    private final Semaphore wake = new Semaphore(0);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean stopping;

    void run() {
      ServerState last = new ServerState.Stopped();
      Throwable why = new CancellationException("The model was stopped before it was ready.");
      try {
        attach();
        while (!stopping) {
          if (wake.tryAcquire(times.watch().toMillis(), TimeUnit.MILLISECONDS)) {
            break;
          }
          get("/api/version");
        }
        board.set(new ServerState.Stopping());
        closeStreams.get().run();
        unload();
      } catch (ServerFailedException e) {
        last = new ServerState.Failed(e.failure());
        why = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        over(last, why);
        over.complete(null);
      }
    }
  }

  public OllamaServer(
      OllamaTarget target,
      ServerLog log,
      ServerTimes times,
      OkHttpClient http,
      InstantSource clock) {
    this.clock = clock;
    this.target = target;
    this.log = log;
    this.times = times;
    this.http = http;
    // Loading a large model answers only when it is done.
    this.patient = http.newBuilder().callTimeout(times.start()).readTimeout(times.start()).build();
  }

  @Override
  public ServerState state() {
    return board.state();
  }

  @Override
  public Runnable onState(Consumer<ServerState> listener) {
    return board.listen(listener);
  }

  @Override
  public ServerLog log() {
    return log;
  }

  @Override
  public void beforeStop(Runnable action) {
    closeStreams.set(action);
  }

  @Override
  public synchronized CompletableFuture<ServerEndpoint> start() {
    if (attachment.isEmpty()) {
      ready = new CompletableFuture<>();
      Attachment next = new Attachment();
      attachment = Optional.of(next);
      board.set(starting(StartStage.LAUNCHING));
      Thread.ofPlatform().name("ollama " + target.model()).daemon().start(next::run);
    }
    return ready.copy();
  }

  @Override
  public synchronized CompletableFuture<Void> stop() {
    if (attachment.isEmpty()) {
      board.set(new ServerState.Stopped());
      return CompletableFuture.completedFuture(null);
    }
    attachment.get().stopping = true;
    attachment.get().wake.release();
    return attachment.get().over.copy();
  }

  private synchronized void over(ServerState last, Throwable why) {
    attachment = Optional.empty();
    CompletableFuture<ServerEndpoint> waiting = ready;
    board.set(last);
    waiting.completeExceptionally(why);
  }

  @Override
  public void draining(int inFlight) {
    board.update(
        now -> now instanceof ServerState.Ready it ? new ServerState.Draining(it, inFlight) : now);
  }

  @Override
  public void close() {
    if (!(state() instanceof ServerState.Failed)) {
      stop().join();
    }
    log.close();
  }

  private void attach() {
    log.note("asking Ollama at " + target.base() + " for " + target.model());
    get("/api/version");
    board.set(starting(StartStage.READING));
    ObjectNode show = json.createObjectNode().put("model", target.model());
    if (post(http, "/api/show", show).status() == 404) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.UNKNOWN_MODEL,
              "Ollama has no model called " + target.model() + ".",
              "Fetch it with 'ollama pull " + target.model() + "'."));
    }
    board.set(starting(StartStage.WEIGHTS));
    ObjectNode load = json.createObjectNode().put("model", target.model()).put("stream", false);
    target.context().ifPresent(tokens -> load.putObject("options").put("num_ctx", tokens));
    Reply loaded = post(patient, "/api/generate", load);
    if (loaded.status() != 200) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.EXITED,
              "Ollama could not load " + target.model() + ": " + reason(loaded.body()),
              "Ollama's own log has more; a smaller context or model may help."));
    }
    ServerEndpoint endpoint = new ServerEndpoint(target.base(), Optional.empty(), target.model());
    board.set(new ServerState.Ready(endpoint, window(), 0, 0, clock.instant()));
    synchronized (this) {
      ready.complete(endpoint);
    }
  }

  private String reason(JsonNode body) {
    return body.path("error").asText("it gave no reason.");
  }

  /** What the daemon says it has given the model, else what it was asked for. */
  private Optional<ContextWindow> window() {
    for (JsonNode model : get("/api/ps").body().path("models")) {
      if (model.path("name").asText().equals(target.model())
          && model.path("context_length").asInt() > 0) {
        int size = model.path("context_length").asInt();
        return Optional.of(new ContextWindow(size, size));
      }
    }
    OptionalInt asked = target.context();
    return asked.isPresent()
        ? Optional.of(new ContextWindow(asked.getAsInt(), asked.getAsInt()))
        : Optional.empty();
  }

  private void unload() throws InterruptedException {
    if (target.program().isPresent()) {
      try {
        BriefRun.Result result =
            BriefRun.of(
                COMMAND,
                Map.of("OLLAMA_HOST", target.base().getAuthority()),
                target.program().get().toString(),
                "stop",
                target.model());
        log.note("ollama stop: " + (result.exitCode() == 0 ? "done" : result.output().strip()));
        return;
      } catch (IOException e) {
        log.note("ollama stop could not be run: " + e.getMessage());
      }
    }
    post(
        http,
        "/api/generate",
        json.createObjectNode().put("model", target.model()).put("keep_alive", 0));
  }

  private record Reply(int status, JsonNode body) {}

  private Reply get(String path) {
    return send(http, new Request.Builder().url(target.base() + path).build());
  }

  private Reply post(OkHttpClient client, String path, JsonNode body) {
    return send(
        client,
        new Request.Builder()
            .url(target.base() + path)
            .post(RequestBody.create(body.toString(), JSON))
            .build());
  }

  private Reply send(OkHttpClient client, Request request) {
    try (Response response = client.newCall(request).execute()) {
      return new Reply(response.code(), parse(response.body().string()));
    } catch (IOException e) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.UNREACHABLE,
              "Ollama does not answer at " + target.base() + ".",
              "Start it with 'ollama serve', or set its address."));
    }
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  private ServerState.Starting starting(StartStage stage) {
    return new ServerState.Starting(stage, OptionalInt.empty(), "", clock.instant());
  }
}
