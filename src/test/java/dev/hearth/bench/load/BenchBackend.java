package dev.hearth.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model server that costs next to nothing: {@code max_tokens} chunks, one every {@code pace_ms}
 * milliseconds or as fast as the socket takes them. Run as a process of its own.
 */
public final class BenchBackend {
  private static final String HEAD =
      "data:"
          + " {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}],\"created\":1764000000,\"id\":\"chatcmpl-bench\",\"model\":\"bench\",\"object\":\"chat.completion.chunk\"}\n\n";
  private static final String CHUNK =
      "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\""
          + " token\"}}],\"created\":1764000000,\"id\":\"chatcmpl-bench\",\"model\":\"bench\",\"object\":\"chat.completion.chunk\"}\n\n";
  private static final String TAIL =
      "data: {\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}],"
          + "\"created\":1764000000,\"id\":\"chatcmpl-bench\",\"model\":\"bench\","
          + "\"object\":\"chat.completion.chunk\"}\n\ndata: [DONE]\n\n";

  /** When a client left before its stream ended, on the clock that all processes share. */
  private static final Queue<Long> LEFT = new ConcurrentLinkedQueue<>();

  private static final AtomicLong BEGUN = new AtomicLong();

  private BenchBackend() {}

  /** Prints its port on the first line of standard output. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    var ready = new CountDownLatch(1);
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
        .requestHandler(BenchBackend::route)
        .listen()
        .onSuccess(
            server -> {
              System.out.println(server.actualPort());
              ready.countDown();
            });
    if (!ready.await(30, TimeUnit.SECONDS)) {
      System.exit(1);
    }
  }

  private static void route(HttpServerRequest request) {
    switch (request.path()) {
      case "/v1/chat/completions" -> request.bodyHandler(body -> chat(request, body));
      case "/props" ->
          json(
              request,
              new JsonObject()
                  .put("default_generation_settings", new JsonObject().put("n_ctx", 131_072))
                  .put("total_slots", 1024)
                  .put("model_alias", "bench"));
      case "/v1/models" -> json(request, new JsonObject("{\"object\":\"list\",\"data\":[]}"));
      case "/left" ->
          json(
              request,
              new JsonObject()
                  .put("begun", BEGUN.get())
                  .put("left", new JsonArray(List.copyOf(LEFT))));
      case "/health" -> json(request, new JsonObject().put("status", "ok"));
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void json(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }

  private static void chat(HttpServerRequest request, Buffer body) {
    JsonObject asked = body.toJsonObject();
    int chunks = asked.getInteger("max_tokens", 1);
    int pace = asked.getInteger("pace_ms", 0);
    HttpServerResponse response = request.response();
    if (!asked.getBoolean("stream", false)) {
      whole(request, chunks);
      return;
    }
    BEGUN.incrementAndGet();
    response.closeHandler(
        gone -> {
          if (!response.ended()) {
            LEFT.add(System.nanoTime());
          }
        });
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.write(HEAD);
    if (pace > 0) {
      paced(response, chunks, pace);
    } else {
      flood(response, chunks);
    }
  }

  private static void whole(HttpServerRequest request, int chunks) {
    json(
        request,
        new JsonObject(
            "{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\""
                + " token".repeat(chunks)
                + "\"}}],\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"model\":\"bench\"}"));
  }

  private static void paced(HttpServerResponse response, int chunks, int pace) {
    int[] left = {chunks};
    Vertx vertx = Vertx.currentContext().owner();
    vertx.setPeriodic(
        pace,
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else if (left[0]-- > 0) {
            response.write(CHUNK);
          } else {
            vertx.cancelTimer(timer);
            response.end(TAIL);
          }
        });
  }

  private static void flood(HttpServerResponse response, int left) {
    int remaining = left;
    while (remaining > 0) {
      if (response.closed()) {
        return;
      }
      if (response.writeQueueFull()) {
        int rest = remaining;
        response.drainHandler(ignored -> flood(response, rest));
        return;
      }
      response.write(CHUNK);
      remaining--;
    }
    response.end(TAIL);
  }
}
