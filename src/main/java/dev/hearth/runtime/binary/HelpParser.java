package dev.hearth.runtime.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the flags out of {@code llama-server --help}, of builds old and new. */
final class HelpParser {
  private static final Pattern NAME = Pattern.compile("\\G(--?[A-Za-z][\\w-]*)(,\\s+|\\s*/\\s*)?");
  private static final Pattern VARIABLE = Pattern.compile("\\(env: (\\w+)\\)");

  private HelpParser() {}

  static List<FlagHelp> parse(String help) {
    List<FlagHelp> flags = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    for (String line : help.lines().toList()) {
      if (line.startsWith("-") && !line.startsWith("---")) {
        flush(entry, flags);
        entry.append(line);
      } else if (!entry.isEmpty() && line.startsWith(" ")) {
        entry.append("  ").append(line.strip());
      } else {
        flush(entry, flags);
      }
    }
    flush(entry, flags);
    return flags;
  }

  private static void flush(StringBuilder entry, List<FlagHelp> flags) {
    if (!entry.isEmpty()) {
      flags.add(flag(entry.toString()));
      entry.setLength(0);
    }
  }

  private static FlagHelp flag(String entry) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(entry);
    int end = 0;
    while (matcher.find()) {
      names.add(matcher.group(1));
      end = matcher.end();
      if (matcher.group(2) == null) {
        break;
      }
    }
    String rest = entry.substring(end);
    // A value follows after one space; a description after two or more.
    boolean hasValue = rest.startsWith(" ") && !rest.startsWith("  ") && !rest.isBlank();
    String[] parts = rest.strip().split("\\s{2,}", 2);
    String description = hasValue ? (parts.length > 1 ? parts[1] : "") : rest.strip();
    Matcher variable = VARIABLE.matcher(rest);
    return new FlagHelp(
        names,
        hasValue ? Optional.of(parts[0]) : Optional.empty(),
        VARIABLE.matcher(description).replaceAll("").replaceAll("\\s+", " ").strip(),
        variable.find() ? Optional.of(variable.group(1)) : Optional.empty());
  }
}
