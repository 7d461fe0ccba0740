package dev.hearth.practice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Everything the practice server can show, and how a message asks for it. */
public final class Scenarios {
  private static final Pattern KEYWORD =
      Pattern.compile(Pattern.quote(Scenario.PREFIX) + "\\s?([a-z0-9]+(?:[-_][a-z0-9]+)*)");
  private static final Pattern ALWAYS = Pattern.compile("\\balways\\b", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Scenario> BY_KEYWORD =
      Arrays.stream(Scenario.values())
          .collect(Collectors.toUnmodifiableMap(Scenario::keyword, Function.identity()));

  private Scenarios() {}

  /** All of them, in the order in which they are best shown. */
  public static List<Scenario> all() {
    return List.of(Scenario.values());
  }

  /** Those of one kind. */
  public static List<Scenario> of(Scenario.Group group) {
    return all().stream().filter(scenario -> scenario.group() == group).toList();
  }

  /** The last scenario a message names. */
  public static Optional<Scenario> namedIn(String message) {
    Matcher matcher = KEYWORD.matcher(message.toLowerCase(Locale.ROOT));
    Optional<Scenario> found = Optional.empty();
    while (matcher.find()) {
      String keyword = Scenario.PREFIX + matcher.group(1).replace('_', '-');
      if (BY_KEYWORD.containsKey(keyword)) {
        found = Optional.of(BY_KEYWORD.get(keyword));
      }
    }
    return found;
  }

  /** Whether a message wants the failure again and again. */
  static boolean wantsItAlways(String message) {
    return ALWAYS.matcher(message).find();
  }
}
