package dev.hearth.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Does through the proxy's real port what a client would do, and says what to mend when it fails.
 */
public final class ConnectionProbe {
  private static final MediaType JSON = MediaType.get("application/json");

  /** A large local model may take minutes before its first word. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int SHORT_ANSWER = 64;

  private final OkHttpClient http;

  public ConnectionProbe(OkHttpClient http) {
    this.http = http.newBuilder().readTimeout(PATIENCE).callTimeout(PATIENCE).build();
  }

  /** Runs the four probes one after another and tells each result as it is known. */
  public List<ProbeResult> run(String protocol, ProxyAddress address, Consumer<ProbeResult> told) {
    ProbeDialect dialect = ProbeDialect.of(protocol);
    var results = new ArrayList<ProbeResult>();
    for (Probe probe : Probe.values()) {
      ProbeResult result = run(probe, dialect, address);
      results.add(result);
      told.accept(result);
    }
    return results;
  }

  private ProbeResult run(Probe probe, ProbeDialect dialect, ProxyAddress address) {
    long start = System.nanoTime();
    Call call = http.newCall(request(probe, dialect, address));
    try (Response response = call.execute()) {
      String body = response.body().string();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (!response.isSuccessful()) {
        return new ProbeResult(
            probe, false, took, said(response.code(), body), fix(response.code()));
      }
      return judged(probe, dialect, took, body);
    } catch (IOException e) {
      return new ProbeResult(
          probe,
          false,
          Duration.ofNanos(System.nanoTime() - start),
          "No answer from " + address.base() + ".",
          "Start the proxy, and check that no firewall is between.");
    }
  }

  private static ProbeResult judged(Probe probe, ProbeDialect dialect, Duration took, String body) {
    String finding =
        switch (probe) {
          case MODELS -> body.contains("\"data\"") ? "The list of models came." : "";
          case PLAIN -> body.contains(dialect.wholeSign()) ? "A whole answer came." : "";
          case STREAMED -> dialect.ended(body) ? "The answer streamed to its end." : "";
          case TOOL -> body.contains(dialect.callSign()) ? "A valid call came." : "";
        };
    if (!finding.isEmpty()) {
      return new ProbeResult(probe, true, took, finding, "");
    }
    return probe == Probe.TOOL
        ? new ProbeResult(
            probe,
            false,
            took,
            "The model answered without calling the tool.",
            "Look at the request under Traffic. A model trained for tools is needed for agents.")
        : new ProbeResult(
            probe, false, took, "The answer is incomplete.", "Look at the request under Traffic.");
  }

  private static Request request(Probe probe, ProbeDialect dialect, ProxyAddress address) {
    var builder = new Request.Builder().header("User-Agent", "hearth-test");
    dialect.authorize(builder, address.key());
    if (probe == Probe.MODELS) {
      return builder.url(address.versioned() + "/models").build();
    }
    return builder
        .url(address.versioned() + dialect.path())
        .post(RequestBody.create(body(probe, dialect, address).toString(), JSON))
        .build();
  }

  private static ObjectNode body(Probe probe, ProbeDialect dialect, ProxyAddress address) {
    ObjectNode body = ClientJson.MAPPER.createObjectNode();
    body.put("model", address.model());
    body.put(dialect.limit(), probe == Probe.TOOL ? SHORT_ANSWER * 8 : SHORT_ANSWER);
    body.put("stream", probe == Probe.STREAMED);
    String text =
        probe == Probe.TOOL
            ? "Use the tool to look up the weather in Oslo."
            : "Answer with the single word: ready";
    dialect.ask(body, text);
    if (probe == Probe.TOOL) {
      ObjectNode schema = ClientJson.MAPPER.createObjectNode();
      schema.put("type", "object").putArray("required").add("city");
      schema.putObject("properties").putObject("city").put("type", "string");
      dialect.offer(body, "get_weather", "Looks up the weather of a city.", schema);
    }
    return body;
  }

  private static String said(int status, String body) {
    try {
      JsonNode message = ClientJson.MAPPER.readTree(body).path("error").path("message");
      if (message.isTextual()) {
        return status + ": " + message.asText();
      }
    } catch (IOException e) {
      // the status alone says enough
    }
    return "The proxy answered with status " + status + ".";
  }

  private static String fix(int status) {
    return switch (status) {
      case 401, 403 -> "Use the key shown on this page.";
      case 404 -> "Check the address; it is shown on this page.";
      case 429 -> "Too many requests are waiting. Try again when some have finished.";
      case 502, 503, 504 -> "Start a model under Models, or check the backend's address.";
      default -> "Look at the request under Traffic.";
    };
  }
}
