package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conversations by client, the latest first. */
final class Sessions {
  private final Map<String, Session> byId = new LinkedHashMap<>();
  private final Map<String, Set<String>> countedRows = new HashMap<>();
  private final Map<String, Integer> perClient = new HashMap<>();

  /**
   * A conversation.
   *
   * @param id the conversation's id
   * @param client who leads it
   * @param title its first words
   * @param requests how many requests it has
   * @param retried how many of them were retried
   * @param last when it went on
   */
  record Session(String id, String client, String title, int requests, int retried, Instant last) {}

  /** A client with its conversations. */
  record Group(String client, int requests, List<Session> sessions) {}

  /** Takes a row; answers whether what the tree shows has changed. */
  boolean put(ExchangeSummary row, boolean isNew, String said) {
    if (isNew) {
      perClient.merge(row.caller().client(), 1, Integer::sum);
    }
    String id = row.conversation();
    if (id.isEmpty()) {
      return isNew;
    }
    Session old = byId.get(id);
    boolean counted = !countedRows.computeIfAbsent(id, i -> new HashSet<>()).add(row.id());
    boolean retriedNow = row.attempts() == 2 && countedRows.get(id).add(row.id() + "/retried");
    Session next =
        old == null
            ? new Session(id, row.caller().client(), title(said), 1, retriedNow ? 1 : 0, row.time())
            : new Session(
                id,
                old.client(),
                old.title().isEmpty() ? title(said) : old.title(),
                old.requests() + (counted ? 0 : 1),
                old.retried() + (retriedNow ? 1 : 0),
                row.time().isAfter(old.last()) ? row.time() : old.last());
    if (next.equals(old)) {
      return isNew;
    }
    byId.put(id, next);
    return true;
  }

  /** Gives a conversation the words it began with; answers whether it was there. */
  boolean name(String id, String words) {
    Session named =
        byId.computeIfPresent(
            id,
            (i, s) ->
                new Session(i, s.client(), title(words), s.requests(), s.retried(), s.last()));
    return named != null;
  }

  /** What the tree shows, the liveliest client first. */
  List<Group> groups() {
    Map<String, List<Session>> byClient = new LinkedHashMap<>();
    byId.values().stream()
        .sorted(Comparator.comparing(Session::last).reversed())
        .forEach(s -> byClient.computeIfAbsent(s.client(), c -> new ArrayList<>()).add(s));
    perClient.keySet().stream()
        .sorted()
        .forEach(c -> byClient.computeIfAbsent(c, x -> new ArrayList<>()));
    List<Group> groups = new ArrayList<>();
    byClient.forEach((c, s) -> groups.add(new Group(c, perClient.getOrDefault(c, 0), s)));
    return groups;
  }

  /** Forgets everything; rows still there are put again. */
  void clear() {
    byId.clear();
    countedRows.clear();
    perClient.clear();
  }

  private static String title(String said) {
    String line = said.strip().lines().findFirst().orElse("");
    return line.length() > 60 ? line.substring(0, 59) + "…" : line;
  }
}
