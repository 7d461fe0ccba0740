package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers each request, on the event loop. */
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private static final String JSON_TYPE = "application/json; charset=utf-8";

  private final Vertx vertx;
  private final PracticeSettings settings;
  private final BooleanSupplier loading;
  private final Tally tally;
  private final SlotPool pool;
  private final Listings listings;

  Routes(Vertx vertx, PracticeSettings settings, BooleanSupplier loading, Tally tally) {
    this.vertx = vertx;
    this.settings = settings;
    this.loading = loading;
    this.tally = tally;
    this.pool = new SlotPool(settings.slots());
    this.listings = new Listings(settings, Instant.now().getEpochSecond());
  }

  void answer(HttpServerRequest request, byte[] body) {
    HttpServerResponse response = request.response();
    response.putHeader("Server", Listings.BUILD);
    try {
      settings.log().received(seen(request, body));
      route(request, body);
    } catch (ApiError e) {
      refuse(response, e);
    } catch (RuntimeException e) {
      LOG.error("The practice server could not answer {} {}", request.method(), request.path(), e);
      if (!response.headWritten()) {
        refuse(response, ApiError.of(500, "server_error", "The practice server has a bug: " + e));
      } else {
        response.reset();
      }
    }
  }

  private void route(HttpServerRequest request, byte[] body) {
    String route = request.method().name() + " " + request.path();
    if (loading.getAsBoolean()) {
      throw ApiError.loading();
    }
    if (!route.endsWith("/health")) {
      checkKey(request);
    }
    HttpServerResponse response = request.response();
    switch (route) {
      case "POST /v1/chat/completions", "POST /chat/completions" -> chat(request, body);
      case "POST /v1/completions", "POST /completions" ->
          new TextCompletion(ChatRequest.parse(body), replyId(), now()).writeTo(response);
      case "GET /health", "GET /v1/health" -> json(response, Json.object().put("status", "ok"));
      case "GET /props" -> json(response, listings.props());
      case "GET /v1/models", "GET /models" -> json(response, listings.models());
      case "GET /slots" -> slots(request);
      case "GET /metrics" -> {
        response.putHeader("Content-Type", "text/plain; version=0.0.4");
        response.end(tally.metrics(pool));
      }
      case "POST /tokenize" -> json(response, tokenize(ChatRequest.parse(body)));
      case "POST /detokenize" -> json(response, detokenize(ChatRequest.parse(body)));
      case "POST /apply-template" -> json(response, applyTemplate(ChatRequest.parse(body)));
      case "POST /v1/embeddings", "POST /embeddings" ->
          throw ApiError.notSupported(
              "This server does not support embeddings. Start it with `--embeddings`");
      case "POST /infill" ->
          throw ApiError.notSupported("Infill is not supported by the practice model");
      case "POST /props" ->
          throw ApiError.notSupported(
              "This server does not support changing global properties. Start it with `--props`");
      default -> throw ApiError.notFound();
    }
  }

  private void chat(HttpServerRequest http, byte[] body) {
    ChatRequest request = ChatRequest.read(body);
    String prompt = PromptText.render(request.messages(), offered(request));
    int promptTokens = Tokens.count(prompt);
    if (promptTokens >= settings.contextSize()) {
      throw ApiError.contextOverflow(promptTokens, settings.contextSize());
    }
    switch (ScriptWriter.replyTo(request, promptTokens, settings.contextSize())) {
      case Reply.Refused refused -> {
        if (refused.retryAfterSeconds() > 0) {
          http.response().putHeader("Retry-After", String.valueOf(refused.retryAfterSeconds()));
        }
        throw refused.error();
      }
      case Reply.Odd odd ->
          http.response().putHeader("Content-Type", odd.contentType()).end(odd.body());
      case Reply.Generated generated -> {
        Meter meter = new Meter(promptTokens);
        Delivery delivery =
            request.stream()
                ? new StreamDelivery(http.response(), request, meter, replyId(), now())
                : new WholeDelivery(http.response(), request, meter, replyId(), now());
        int room = settings.contextSize() - promptTokens;
        Generation.Plan plan =
            new Generation.Plan(generated.beats(), delivery, meter, request.limit(), room);
        new Generation(vertx, http, plan, settings.pace(), pool, tally).start();
      }
    }
  }

  private static JsonNode offered(ChatRequest request) {
    return request.offersTools() ? request.body().path("tools") : Json.array();
  }

  private void slots(HttpServerRequest request) {
    if ("1".equals(request.getParam("fail_on_no_slot")) && pool.busy() == settings.slots()) {
      throw ApiError.of(503, "unavailable_error", "no slot available");
    }
    json(request.response(), listings.slots(pool));
  }

  private static ObjectNode tokenize(JsonNode body) {
    boolean pieces = body.path("with_pieces").asBoolean(false);
    ObjectNode answer = Json.object();
    ArrayNode tokens = answer.putArray("tokens");
    for (String token : Tokens.split(body.path("content").asText(""))) {
      if (pieces) {
        tokens.addObject().put("id", Tokens.id(token)).put("piece", token);
      } else {
        tokens.add(Tokens.id(token));
      }
    }
    return answer;
  }

  private static ObjectNode detokenize(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode token : body.path("tokens")) {
      if (!token.isInt() || token.asInt() < 0 || token.asInt() >= Tokens.COUNT) {
        throw ApiError.badRequest("\"tokens\" must be a list of token numbers");
      }
      text.append(Tokens.text(token.asInt()));
    }
    return Json.object().put("content", text.toString());
  }

  private static ObjectNode applyTemplate(JsonNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.isArray()) {
      throw ApiError.badRequest(
          messages.isMissingNode()
              ? "'messages' is required"
              : "Expected 'messages' to be an array");
    }
    return Json.object().put("prompt", PromptText.render(messages, body.path("tools")));
  }

  private void checkKey(HttpServerRequest request) {
    String key = settings.apiKey();
    boolean welcome =
        key.isEmpty()
            || ("Bearer " + key).equals(request.getHeader("Authorization"))
            || key.equals(request.getHeader("X-Api-Key"));
    if (!welcome) {
      throw ApiError.invalidKey();
    }
  }

  private static void json(HttpServerResponse response, JsonNode body) {
    response.putHeader("Content-Type", JSON_TYPE).end(Json.text(body));
  }

  /** Closes the connection after an error, as llama-server does. */
  private static void refuse(HttpServerResponse response, ApiError error) {
    response.setStatusCode(error.status());
    response.putHeader("Content-Type", JSON_TYPE).putHeader("Connection", "close");
    response.end(Buffer.buffer(error.body()));
  }

  private static RequestLog.Request seen(HttpServerRequest request, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(
                        header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue()));
    return new RequestLog.Request(
        request.method().name(), request.uri(), headers, Arrays.copyOf(body, body.length));
  }

  private static String replyId() {
    return "chatcmpl-" + Script.randomId();
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }
}
