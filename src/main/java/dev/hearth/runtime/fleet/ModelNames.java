package dev.hearth.runtime.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which model a request means: its name, an alias, or the pattern that says the most. */
final class ModelNames {
  private static final Pattern FILE_ENDING = Pattern.compile("(?i)\\.gguf$");

  private ModelNames() {}

  private record Candidate(String pattern, FleetModel model) {}

  static Optional<FleetModel> find(String requested, List<FleetModel> models) {
    String bare = FILE_ENDING.matcher(requested.strip()).replaceFirst("");
    List<Candidate> all =
        models.stream()
            .flatMap(
                model ->
                    Stream.concat(Stream.of(model.name()), model.aliases().stream())
                        .map(name -> new Candidate(name, model)))
            .toList();
    return first(all, it -> it.equals(requested))
        .or(() -> first(all, it -> it.equalsIgnoreCase(bare)))
        .or(
            () ->
                all.stream()
                    .filter(it -> it.pattern().contains("*") && matches(it.pattern(), bare))
                    .max(Comparator.comparingInt(it -> it.pattern().length()))
                    .map(Candidate::model));
  }

  private static Optional<FleetModel> first(
      List<Candidate> all, java.util.function.Predicate<String> test) {
    return all.stream().filter(it -> test.test(it.pattern())).map(Candidate::model).findFirst();
  }

  private static boolean matches(String pattern, String name) {
    StringBuilder regex = new StringBuilder("(?i)");
    for (String part : pattern.split("\\*", -1)) {
      regex.append(Pattern.quote(part)).append(".*");
    }
    regex.setLength(regex.length() - 2);
    return name.matches(regex.toString());
  }
}
