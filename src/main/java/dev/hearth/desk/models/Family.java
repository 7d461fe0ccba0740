package dev.hearth.desk.models;

import dev.hearth.models.library.Model;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The family a model belongs to, told from its name: Qwen3, Llama 3.1, gpt-oss. */
final class Family {
  /** Where files go that no model can be told from. */
  static final String OTHERS = "Other files";

  /** Publishers' own words before the family's name. */
  private static final Pattern PUBLISHER = Pattern.compile("^(?i)(meta|google|microsoft|ibm)[- _]");

  /** A name, and a version after it that is not a size such as 8B or a date such as 2507. */
  private static final Pattern NAME =
      Pattern.compile(
          "^([A-Za-z]+[0-9.]*?)(?:[-_ ]?v?(\\d{1,2}(?:\\.\\d{1,2})?))?(?![0-9.]*[bBmM])");

  private Family() {}

  static String of(Model model) {
    if (model.card().architecture().isEmpty()) {
      return OTHERS;
    }
    String name = model.name().isBlank() ? model.alias() : model.name();
    return ofName(name, model.card().architecture());
  }

  /** The family of a name; the architecture where the name says nothing. */
  static String ofName(String name, String architecture) {
    String plain = PUBLISHER.matcher(name.strip()).replaceFirst("");
    if (plain.toLowerCase(Locale.ROOT).startsWith("gpt-oss")) {
      return "gpt-oss";
    }
    Matcher matcher = NAME.matcher(plain);
    if (!matcher.find() || matcher.group(1).length() < 2) {
      return capital(architecture);
    }
    String word = capital(matcher.group(1));
    String version = matcher.group(2);
    return version == null ? word : joined(word, version);
  }

  /** Makers write Qwen3 and Phi-4, Llama 3 and Gemma 3: one way for each family. */
  private static String joined(String word, String version) {
    return word.equals("Qwen") ? word + version : word + " " + version;
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? OTHERS
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
