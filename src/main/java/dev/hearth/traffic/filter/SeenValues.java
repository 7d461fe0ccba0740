package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.ExchangeSummary;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Remembers which models, tools, clients and so on were seen; the latest come first. */
public final class SeenValues implements Vocabulary {
  /** More is no help in a list of suggestions. */
  private static final int MOST = 500;

  private final Map<FilterKey, Map<String, Boolean>> seen = new EnumMap<>(FilterKey.class);

  /** Learns from an exchange. */
  public synchronized void add(ExchangeSummary s) {
    learn(FilterKey.TOOL, s.toolsCalled().stream());
    learn(FilterKey.OFFERED, s.asked().tools().stream());
    learn(FilterKey.MODEL, Stream.of(s.asked().model(), s.modelAnswered()));
    learn(FilterKey.CLIENT, Stream.of(s.caller().client()));
    learn(FilterKey.SESSION, Stream.of(s.conversation()));
    learn(FilterKey.PATH, Stream.of(s.path()));
    learn(FilterKey.METHOD, Stream.of(s.method()));
    learn(FilterKey.PROTOCOL, Stream.of(s.protocol().name().toLowerCase(java.util.Locale.ROOT)));
    learn(FilterKey.RULE, s.rules().stream());
    learn(FilterKey.FINISH, Stream.of(s.finish()));
  }

  private void learn(FilterKey key, Stream<String> values) {
    Map<String, Boolean> known =
        seen.computeIfAbsent(key, k -> new LinkedHashMap<>(16, 0.75f, true));
    values.filter(v -> !v.isEmpty()).forEach(v -> known.put(v, true));
    while (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  @Override
  public synchronized List<String> values(FilterKey key) {
    return List.copyOf(seen.getOrDefault(key, Map.of()).keySet()).reversed();
  }
}
