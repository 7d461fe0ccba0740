package dev.hearth.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Behaves like a model server of another kind, as far as a supervisor can tell. */
public final class StandInServer {
  private StandInServer() {}

  /** First word: the kind; the rest: what the real program would be given. */
  public static void main(String[] words) throws IOException {
    List<String> args = List.of(words);
    int port = Integer.parseInt(after(args, "--port"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    switch (args.getFirst()) {
      case "vllm" -> vllm(server, args, request -> false);
      // Leaves the first question after it has proven to be up without an answer.
      case "shy-vllm" -> vllm(server, args, request -> request == 2);
      case "llamafile" -> llamafile(server, args);
      default -> throw new IllegalArgumentException(args.getFirst());
    }
    server.createContext("/v1/chat/completions", exchange -> chat(exchange, args.getFirst()));
    server.start();
  }

  private static void chat(HttpExchange exchange, String kind) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String text = "Hello from " + kind;
    if (!authorised(exchange)) {
      answer(exchange, 401, "{}");
    } else if (body.replace(" ", "").contains("\"stream\":true")) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      answer(
          exchange,
          200,
          chunk("{\"role\":\"assistant\",\"content\":\"" + text + "\"}", "null")
              + chunk("{}", "\"stop\"")
              + "data: [DONE]\n\n");
    } else {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      answer(
          exchange,
          200,
          "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
              + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
              + text
              + "\"},\"finish_reason\":\"stop\"}]}");
    }
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static void vllm(HttpServer server, List<String> args, IntPredicate silent) {
    AtomicInteger asked = new AtomicInteger();
    System.out.println("INFO 11-21 10:00:00 [api_server.py:1] vLLM API server version 0.11.0");
    System.out.println("Loading safetensors checkpoint shards:  50% Completed | 1/2 [00:00<00:00]");
    String model = args.get(args.indexOf("serve") + 1);
    String window = args.contains("--max-model-len") ? after(args, "--max-model-len") : "32768";
    server.createContext("/health", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/v1/models",
        exchange ->
            answer(
                exchange,
                silent.test(asked.incrementAndGet()) ? 503 : authorised(exchange) ? 200 : 401,
                "{\"object\":\"list\",\"data\":[{\"id\":\""
                    + model
                    + "\",\"max_model_len\":"
                    + window
                    + "}]}"));
    System.out.println("INFO:     Application startup complete.");
  }

  private static boolean authorised(HttpExchange exchange) {
    String key = System.getenv("VLLM_API_KEY");
    return key == null
        || ("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static void llamafile(HttpServer server, List<String> args) {
    if (!args.contains("--server") || !args.contains("--nobrowser")) {
      throw new IllegalArgumentException("a llamafile would open a chat and a browser");
    }
    String context = args.contains("-c") ? after(args, "-c") : "4096";
    server.createContext("/health", exchange -> answer(exchange, 200, "{\"status\":\"ok\"}"));
    server.createContext(
        "/props",
        exchange ->
            answer(
                exchange,
                200,
                "{\"default_generation_settings\":{\"n_ctx\":"
                    + context
                    + "},\"total_slots\":1,\"model_path\":\""
                    + after(args, "-m")
                    + "\"}"));
  }

  private static String after(List<String> args, String flag) {
    return args.get(args.indexOf(flag) + 1);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().close();
  }
}
