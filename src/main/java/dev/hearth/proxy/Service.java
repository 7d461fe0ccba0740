package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendKind;
import dev.hearth.backend.BackendRouter;
import dev.hearth.guard.Guard;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** What all exchanges share. */
final class Service {
  /** Headers of the client that a backend may see. */
  private static final List<String> FORWARDED =
      List.of("traceparent", "tracestate", "X-Request-Id");

  private static final List<String> FORWARDED_ANTHROPIC =
      List.of("anthropic-version", "anthropic-beta");
  private static final List<String> FORWARDED_OPENAI =
      List.of("OpenAI-Organization", "OpenAI-Project", "OpenAI-Beta");

  private final BackendRouter router;
  private final UsageBoard usage;
  private final Face.Names names;
  private final Supplier<Optional<String>> metrics;
  private final Guard guard = new Guard();
  private final Map<Backend, Turnstile> turnstiles =
      Collections.synchronizedMap(new WeakHashMap<>());

  Service(
      BackendRouter router,
      UsageBoard usage,
      Face.Names names,
      Supplier<Optional<String>> metrics) {
    this.router = router;
    this.usage = usage;
    this.names = names;
    this.metrics = metrics;
  }

  /** The page for Prometheus, when the user wants one. */
  Optional<String> metrics() {
    return metrics.get();
  }

  BackendRouter router() {
    return router;
  }

  UsageBoard usage() {
    return usage;
  }

  Face.Names names() {
    return names;
  }

  Guard guard() {
    return guard;
  }

  Turnstile turnstile(Backend backend) {
    return turnstiles.computeIfAbsent(backend, b -> new Turnstile());
  }

  /** The client's headers that go on to a backend of this kind. */
  Map<String, String> forwarded(Head head, BackendKind kind) {
    Map<String, String> out = new LinkedHashMap<>();
    add(out, head, FORWARDED);
    if (kind == BackendKind.ANTHROPIC) {
      add(out, head, FORWARDED_ANTHROPIC);
    } else if (kind == BackendKind.OPENAI) {
      add(out, head, FORWARDED_OPENAI);
    }
    return out;
  }

  private static void add(Map<String, String> out, Head head, List<String> names) {
    for (String name : names) {
      head.headers()
          .first(name)
          .filter(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f))
          .ifPresent(value -> out.put(name, value));
    }
  }
}
