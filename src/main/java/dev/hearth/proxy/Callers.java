package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.Caller;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Recognises who sent a request and which conversation it belongs to. */
final class Callers {
  /** Part of a user agent, in small letters, to the program's name; the first match counts. */
  private static final List<Map.Entry<String, String>> PROGRAMS =
      List.of(
          Map.entry("claude-cli", "Claude Code"),
          Map.entry("claude-code", "Claude Code"),
          Map.entry("codex", "Codex CLI"),
          Map.entry("opencode", "opencode"),
          Map.entry("qwencode", "Qwen Code"),
          Map.entry("qwen-code", "Qwen Code"),
          Map.entry("cline", "Cline"),
          Map.entry("roo-code", "Roo Code"),
          Map.entry("roocode", "Roo Code"),
          Map.entry("continue", "Continue"),
          Map.entry("aider", "aider"),
          Map.entry("zed/", "Zed"),
          Map.entry("githubcopilot", "VS Code"),
          Map.entry("copilot", "VS Code"),
          Map.entry("open-webui", "Open WebUI"),
          Map.entry("open webui", "Open WebUI"),
          Map.entry("litellm", "LiteLLM"),
          Map.entry("langchain", "LangChain"),
          Map.entry("ktor-client", "JetBrains AI Assistant"),
          Map.entry("openai/python", "OpenAI SDK for Python"),
          Map.entry("asyncopenai/python", "OpenAI SDK for Python"),
          Map.entry("openai/js", "OpenAI SDK for JavaScript"),
          Map.entry("openai/java", "OpenAI SDK for Java"),
          Map.entry("openai/go", "OpenAI SDK for Go"),
          Map.entry("anthropic/python", "Anthropic SDK for Python"),
          Map.entry("asyncanthropic/python", "Anthropic SDK for Python"),
          Map.entry("anthropic/js", "Anthropic SDK for JavaScript"),
          Map.entry("anthropic/java", "Anthropic SDK for Java"),
          Map.entry("anthropic/go", "Anthropic SDK for Go"),
          Map.entry("ai-sdk", "Vercel AI SDK"),
          Map.entry("curl/", "curl"));

  /** Headers that carry a conversation's id, the most telling first. */
  private static final List<String> SESSION_HEADERS =
      List.of(
          "X-Claude-Code-Session-Id",
          "X-Session-Id",
          "Session-Id",
          "Session_id",
          "X-Session-Affinity",
          "X-Conversation-Id",
          "X-Thread-Id");

  private Callers() {}

  static Caller of(Head head) {
    String agent = head.headers().text("User-Agent");
    return new Caller(program(head, agent), agent, head.address(), session(head.headers()));
  }

  private static String program(Head head, String agent) {
    String small = agent.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> program : PROGRAMS) {
      if (small.contains(program.getKey())) {
        return program.getValue();
      }
    }
    if (head.headers().has("X-Claude-Code-Session-Id")) {
      return "Claude Code";
    }
    int end = agent.indexOf(' ');
    return end < 0 ? agent : agent.substring(0, end);
  }

  private static String session(HeaderBag headers) {
    for (String name : SESSION_HEADERS) {
      String value = headers.text(name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** The conversation a body names, for clients that do not say it in a header. */
  static Optional<String> sessionIn(ClientRequest body) {
    JsonNode user = body.field("metadata").orElseGet(Json::object).path("user_id");
    if (user.isTextual()) {
      // Claude Code packs a JSON object into this string; other clients put a plain id there.
      String inner = Json.parse(user.asText()).map(n -> n.path("session_id").asText("")).orElse("");
      return Optional.of(inner.isEmpty() ? user.asText() : inner).filter(s -> !s.isBlank());
    }
    for (String name : List.of("litellm_session_id", "session_id", "prompt_cache_key")) {
      Optional<String> id = body.field(name).filter(JsonNode::isTextual).map(JsonNode::asText);
      if (id.filter(text -> !text.isBlank()).isPresent()) {
        return id;
      }
    }
    return Optional.empty();
  }
}
