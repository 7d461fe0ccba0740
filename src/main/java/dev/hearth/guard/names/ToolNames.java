package dev.hearth.guard.names;

import dev.hearth.wire.ToolSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools of one request by name, with the near misses that have exactly one reading. */
public final class ToolNames {
  /** Namespaces that models put before a name although no client offered them. */
  private static final Set<String> NAMESPACES =
      Set.of("functions", "function", "tools", "tool", "default_api", "api", "call");

  /** Up to this many tools are all named in a correction; beyond it only the nearest. */
  private static final int LISTED = 20;

  /** How many of the nearest are named when there are too many to list. */
  private static final int NEAREST = 6;

  private final Map<String, ToolSpec> tools = new LinkedHashMap<>();
  private final Map<String, Set<String>> folded = new HashMap<>();

  public ToolNames(List<ToolSpec> offered) {
    for (ToolSpec tool : offered) {
      if (!tool.name().isEmpty() && tools.putIfAbsent(tool.name(), tool) == null) {
        folded.computeIfAbsent(fold(tool.name()), _ -> new LinkedHashSet<>()).add(tool.name());
      }
    }
  }

  /** The names in the client's order. */
  public List<String> all() {
    return List.copyOf(tools.keySet());
  }

  /** The tool of exactly this name. */
  public Optional<ToolSpec> exact(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /** The offered name that was meant: the same, or the only one that differs by case and marks. */
  public Optional<String> meant(String written) {
    if (tools.containsKey(written)) {
      return Optional.of(written);
    }
    Optional<String> whole = single(written);
    return whole.isPresent() ? whole : withoutNamespace(written).flatMap(this::meantBare);
  }

  /** Names worth suggesting for one that does not exist: all if few, else the nearest. */
  public List<String> suggestions(String written) {
    if (tools.size() <= LISTED) {
      return all();
    }
    String wanted = fold(written);
    return tools.keySet().stream()
        .sorted(Comparator.comparingInt(name -> distance(wanted, fold(name))))
        .limit(NEAREST)
        .toList();
  }

  /** How many tools there are. */
  public int size() {
    return tools.size();
  }

  /** The property names of a tool's arguments in the schema's order; empty when it names none. */
  public List<String> properties(String name) {
    ToolSpec tool = tools.get(name);
    if (tool == null || tool.parameters() == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    tool.parameters().path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private Optional<String> meantBare(String bare) {
    return tools.containsKey(bare) ? Optional.of(bare) : single(bare);
  }

  private Optional<String> single(String written) {
    Set<String> matches = folded.getOrDefault(fold(written), Set.of());
    return matches.size() == 1 ? Optional.of(matches.iterator().next()) : Optional.empty();
  }

  /** {@code functions.read_file:0} is {@code read_file} to the models that write it. */
  private static Optional<String> withoutNamespace(String written) {
    String name = written.strip();
    int counter = name.lastIndexOf(':');
    boolean counted =
        counter > 0
            && counter < name.length() - 1
            && name.substring(counter + 1).chars().allMatch(Character::isDigit);
    if (counted) {
      name = name.substring(0, counter);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == ':' || c == '/') {
        return NAMESPACES.contains(name.substring(0, i).toLowerCase(Locale.ROOT))
            ? Optional.of(name.substring(i + 1))
            : counted ? Optional.of(name) : Optional.empty();
      }
    }
    return counted ? Optional.of(name) : Optional.empty();
  }

  /** Case and punctuation removed. */
  public static String fold(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        kept.append(Character.toLowerCase(c));
      }
    }
    return kept.isEmpty() ? name : kept.toString();
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
