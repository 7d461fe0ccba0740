package dev.hearth.traffic.export;

import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.Json;
import java.util.Optional;

/** One exchange a line, as docs/journal-jsonl.md says. */
final class JsonlForm implements Form {
  @Override
  public Optional<String> one(Exchange exchange) {
    return Optional.of(Json.text(ExchangeJson.inline().write(exchange)) + "\n");
  }
}
