package dev.hearth.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.Usage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How full the context was in the last completed conversation, for status lines. */
final class UsageBoard {
  private record Entry(long tokens, long context, String model, Instant at, Exchange exchange) {}

  private final InstantSource clock;
  private final AtomicReference<Entry> last = new AtomicReference<>();

  UsageBoard(InstantSource clock) {
    this.clock = clock;
  }

  /** Subagents have contexts of their own, which say nothing about the main conversation's. */
  void completed(Exchange exchange, Attempts.Result result, long context) {
    HeaderBag headers = exchange.head().headers();
    if (!headers.text("X-Claude-Code-Agent-Id").isEmpty()
        || !headers.text("X-Claude-Code-Parent-Agent-Id").isEmpty()) {
      return;
    }
    Usage usage = result.last();
    boolean trusted = usage.prompt() > 0 && context > 0;
    last.set(
        trusted
            ? new Entry(usage.prompt(), context, result.model(), clock.instant(), exchange)
            : null);
  }

  /** The document, or nothing while there is none to trust. */
  Optional<ObjectNode> document() {
    return Optional.ofNullable(last.get()).map(UsageBoard::document);
  }

  private static ObjectNode document(Entry entry) {
    ObjectNode out = Json.object();
    out.put("current_usage_tokens", entry.tokens());
    out.put("context_window_tokens", entry.context());
    out.put("usage_percent", 100.0 * entry.tokens() / entry.context());
    out.put("model", entry.model());
    out.put("context_window_source", "backend_metadata");
    out.put("observed_at", entry.at().truncatedTo(ChronoUnit.SECONDS).toString());
    String session = entry.exchange().caller().session();
    if (!session.isEmpty()) {
      boolean claude = entry.exchange().head().headers().has("X-Claude-Code-Session-Id");
      out.putObject("session").put("id", session).put("source", claude ? "claude_code" : "client");
    }
    return out;
  }
}
