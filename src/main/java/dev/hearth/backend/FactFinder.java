package dev.hearth.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server what it is, and remembers the answer for a while. */
final class FactFinder {
  private static final Logger LOG = LoggerFactory.getLogger(FactFinder.class);

  /** A server can be restarted with another model under the same address. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);

  /** While it cannot be asked, not every request should try. */
  private static final Duration FAILURE_GOOD_FOR = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
  private static final String[] CONTEXT_FIELDS = {
    "max_model_len", "context_length", "context_window", "max_context_length", "max_input_tokens"
  };

  /** How the program itself signs; others speak its API without its habits. */
  private static final String LLAMA_CPP = "llama.cpp";

  private record Told(JsonNode body, String server) {}

  private record Learnt(BackendFacts facts, long at) {
    boolean fresh(long now) {
      Duration limit = facts.known() ? GOOD_FOR : FAILURE_GOOD_FOR;
      return now - at < limit.toNanos();
    }
  }

  private final BackendConfig config;
  private final Transport transport;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<Learnt> learnt = Optional.empty();

  FactFinder(BackendConfig config, Transport transport) {
    this.config = config;
    this.transport = transport;
  }

  BackendFacts known() {
    return learnt.map(Learnt::facts).orElseGet(() -> BackendFacts.unknown(config.kind()));
  }

  void forget() {
    learnt = Optional.empty();
  }

  boolean atHand() {
    return learnt.filter(l -> l.facts().known() || l.fresh(System.nanoTime())).isPresent();
  }

  BackendFacts current(Credential credential) {
    Optional<Learnt> last = learnt;
    if (last.isPresent() && last.get().fresh(System.nanoTime())) {
      return last.get().facts();
    }
    if (last.isPresent() && last.get().facts().known()) {
      refreshLater(credential);
      return last.get().facts();
    }
    try {
      asking.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return known();
    }
    try {
      Optional<Learnt> meanwhile = learnt.filter(l -> l.fresh(System.nanoTime()));
      return meanwhile.isPresent() ? meanwhile.get().facts() : learn(credential);
    } finally {
      asking.unlock();
    }
  }

  private void refreshLater(Credential credential) {
    Thread.ofVirtual()
        .name("hearth-backend-facts")
        .start(
            () -> {
              if (asking.tryLock()) {
                try {
                  learn(credential);
                } finally {
                  asking.unlock();
                }
              }
            });
  }

  private BackendFacts learn(Credential credential) {
    BackendFacts facts = ask(credential);
    if (Thread.currentThread().isInterrupted()) {
      // The server has not failed to answer: nobody waited.
      return known();
    }
    learnt = Optional.of(new Learnt(facts, System.nanoTime()));
    return facts;
  }

  private BackendFacts ask(Credential credential) {
    BackendKind kind = config.kind();
    try {
      if (kind == BackendKind.AUTO || kind == BackendKind.LLAMA_SERVER) {
        Optional<Told> props = get("/props", credential);
        if (props.filter(told -> isLlamaServer(told.body())).isPresent()) {
          return fromProps(props.get());
        }
      }
      Optional<Told> models = get("/v1/models", credential);
      BackendKind found = kind == BackendKind.AUTO ? BackendKind.OPENAI : kind;
      return models.map(m -> fromModels(m.body(), found)).orElse(BackendFacts.unknown(kind));
    } catch (BackendException e) {
      LOG.debug("{} cannot be asked what it is: {}", config, e.getMessage());
      return BackendFacts.unknown(kind);
    }
  }

  private static boolean isLlamaServer(JsonNode props) {
    return props.has("default_generation_settings") || props.has("total_slots");
  }

  private static BackendFacts fromProps(Told told) {
    JsonNode props = told.body();
    String model = props.path("model_alias").asText("");
    return new BackendFacts(
        BackendKind.LLAMA_SERVER,
        model.isEmpty() ? props.path("model_path").asText("") : model,
        Math.max(0, props.path("default_generation_settings").path("n_ctx").asLong(0)),
        Math.max(0, props.path("total_slots").asInt(0)),
        told.server().equals(LLAMA_CPP),
        true);
  }

  private static BackendFacts fromModels(JsonNode models, BackendKind kind) {
    JsonNode first = models.path("data").path(0);
    long context = first.path("meta").path("n_ctx").asLong(0);
    for (String field : CONTEXT_FIELDS) {
      context = context > 0 ? context : first.path(field).asLong(0);
    }
    // With several models the size of the first says nothing about the others.
    boolean single = models.path("data").size() == 1;
    return new BackendFacts(
        kind, first.path("id").asText(""), single ? Math.max(0, context) : 0, 0, false, true);
  }

  private Optional<Told> get(String path, Credential credential) throws BackendException {
    BackendCall call =
        transport
            .call("GET", path, Optional.empty(), credential, config.kind(), Map.of())
            .within(PATIENCE);
    try (BackendReply reply = call.send()) {
      if (reply.status() == 503) {
        throw new BackendException(BackendException.Kind.UNAVAILABLE, "It is still loading.");
      }
      return reply.status() == 200
          ? Json.parse(reply.whole(LONGEST_ANSWER))
              .map(body -> new Told(body, reply.header("Server").orElse("")))
          : Optional.empty();
    }
  }
}
