package dev.hearth.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a path stands for. */
enum Route {
  ROOT(Kind.LOCAL, "/", "GET"),
  HEALTH_OF_HEARTH(Kind.LOCAL, "/hearth/health", "GET"),
  USAGE(Kind.LOCAL, "/hearth/usage", "GET"),
  EVENTS(Kind.LOCAL, "/hearth/events", "GET"),
  METRICS(Kind.LOCAL, "/hearth/metrics", "GET"),
  CHAT(Kind.CONVERSATION, "/v1/chat/completions", "POST"),
  RESPONSES(Kind.CONVERSATION, "/v1/responses", "POST"),
  STORED_RESPONSE(Kind.STORED, "/v1/responses/{id}", "GET"),
  MESSAGES(Kind.CONVERSATION, "/v1/messages", "POST"),
  COUNT_TOKENS(Kind.COUNT, "/v1/messages/count_tokens", "POST"),
  MODELS(Kind.MODELS, "/v1/models", "GET"),
  PROPS(Kind.PASSED, "/props", "GET"),
  HEALTH(Kind.PASSED, "/health", "GET"),
  COMPLETIONS(Kind.PASSED, "/v1/completions", "POST"),
  EMBEDDINGS(Kind.PASSED, "/v1/embeddings", "POST"),
  TOKENIZE(Kind.PASSED, "/tokenize", "POST"),
  DETOKENIZE(Kind.PASSED, "/detokenize", "POST"),
  APPLY_TEMPLATE(Kind.PASSED, "/apply-template", "POST"),
  INFILL(Kind.PASSED, "/infill", "POST");

  /** How a route is served. */
  enum Kind {
    /** By Hearth alone. */
    LOCAL,
    /** Through the guard. */
    CONVERSATION,
    /** Not at all: nothing is stored. */
    STORED,
    /** By counting tokens. */
    COUNT,
    /** From the backend's list, reshaped. */
    MODELS,
    /** By the backend, unchanged. */
    PASSED
  }

  private static final String VERSION = "/v1";
  private static final Pattern STORED_PATH =
      Pattern.compile("/responses/(?!input_tokens$|compact$)[^/]+(/cancel|/input_items)?");
  private static final Map<String, Route> BY_BARE_PATH = new TreeMap<>();

  static {
    for (Route route : values()) {
      BY_BARE_PATH.put(bare(route.path), route);
    }
  }

  private final Kind kind;
  private final String path;
  private final String method;

  Route(Kind kind, String path, String method) {
    this.kind = kind;
    this.path = path;
    this.method = method;
  }

  Kind kind() {
    return kind;
  }

  /** The path in its proper form. */
  String path() {
    return path;
  }

  /** The route of a path, forgiving the usual mistakes with base URLs. */
  static Optional<Route> of(String path) {
    String bare = bare(path);
    Route route = STORED_PATH.matcher(bare).matches() ? STORED_RESPONSE : BY_BARE_PATH.get(bare);
    boolean versioned = normal(path).startsWith(VERSION + "/");
    return Optional.ofNullable(route)
        .filter(r -> r.kind != Kind.LOCAL || r == ROOT && !versioned || !versioned);
  }

  boolean accepts(String asked) {
    return this == STORED_RESPONSE
        || asked.equals(method)
        || asked.equals("HEAD") && method.equals("GET");
  }

  /** The value of an Allow header. */
  String allowed() {
    return method.equals("GET") ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
  }

  /** The path to ask the backend for: with its version if the client gave one. */
  String backendPath(String asked) {
    return this == HEALTH && normal(asked).startsWith(VERSION + "/") ? VERSION + path : path;
  }

  /** The proper URLs for something that sounds like this path. */
  static List<Route> resembling(String path) {
    if (path.contains("message") || path.contains("anthropic")) {
      return List.of(MESSAGES);
    }
    if (path.contains("chat")) {
      return List.of(CHAT);
    }
    if (path.contains("complet")) {
      return List.of(CHAT, COMPLETIONS);
    }
    if (path.contains("response")) {
      return List.of(RESPONSES);
    }
    if (path.contains("model")) {
      return List.of(MODELS);
    }
    return List.of(CHAT, RESPONSES, MESSAGES, MODELS);
  }

  private static String normal(String path) {
    String text = path.replaceAll("/{2,}", "/");
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Without any leading version. */
  private static String bare(String path) {
    String text = normal(path);
    while (text.startsWith(VERSION + "/")) {
      text = text.substring(VERSION.length());
    }
    return text;
  }
}
