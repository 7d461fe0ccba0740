package dev.hearth.models.gguf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says by the habits of people who publish models.
 *
 * @param full the name as it is
 * @param stem the name without its ending, its part number and marks of a half download
 * @param part which part of a split model, counted from 1; 0 for a model in one file
 * @param parts parts in all; 0 for a model in one file
 * @param gguf whether it carries the ending of a GGUF file, a half download's aside
 * @param unfinished whether it carries the mark of a half download
 */
public record ModelFileName(
    String full, String stem, int part, int parts, boolean gguf, boolean unfinished) {
  /** Endings that download tools give to files they have not finished. */
  private static final List<String> UNFINISHED =
      List.of(
          ".part",
          ".partial",
          ".incomplete",
          ".downloading",
          ".downloadinprogress",
          ".crdownload",
          ".aria2",
          ".tmp",
          ".download",
          ".hearthpart");

  private static final Pattern SPLIT = Pattern.compile("(?i)^(.+)-(\\d{5})-of-(\\d{5})$");

  private static final Pattern QUANT =
      Pattern.compile(
          "(?i)(?:^|[-_.])((?:UD-)?(?:I?Q\\d(?:_K)?(?:_(?:XXS|XS|S|M|L|XL|XXL|NL|0|1))*(?:_\\d)*"
              + "|TQ\\d_\\d|MXFP4(?:_MOE)?|NVFP4|BF16|FP?16|FP?32))(?=$|[-_.])");

  /** Takes a name apart. */
  public static ModelFileName of(String name) {
    String rest = name;
    boolean unfinished = false;
    for (String ending : UNFINISHED) {
      if (rest.toLowerCase(Locale.ROOT).endsWith(ending)) {
        rest = rest.substring(0, rest.length() - ending.length());
        unfinished = true;
        break;
      }
    }
    boolean gguf = rest.toLowerCase(Locale.ROOT).endsWith(".gguf");
    if (gguf) {
      rest = rest.substring(0, rest.length() - ".gguf".length());
    }
    Matcher split = SPLIT.matcher(rest);
    if (split.matches()) {
      int part = Integer.parseInt(split.group(2));
      int parts = Integer.parseInt(split.group(3));
      if (part >= 1 && part <= parts) {
        return new ModelFileName(name, split.group(1), part, parts, gguf, unfinished);
      }
    }
    return new ModelFileName(name, rest, 0, 0, gguf, unfinished);
  }

  /** True for one part of a split model. */
  public boolean split() {
    return parts > 0;
  }

  /** True for a vision or audio projector by its name. */
  public boolean projector() {
    return stem.toLowerCase(Locale.ROOT).contains("mmproj");
  }

  /** The name of another part of the same model. */
  public String partName(int number) {
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", stem, number, parts);
  }

  /** The quantisation the name gives, such as {@code Q4_K_M} or {@code UD-Q4_K_XL}. */
  public Optional<String> quantisation() {
    Matcher matcher = QUANT.matcher(stem);
    String found = null;
    while (matcher.find()) {
      found = matcher.group(1);
      matcher.region(matcher.end(1), stem.length());
    }
    return Optional.ofNullable(found).map(ModelFileName::tidy);
  }

  /** The name without the quantisation, which files of one model have in common. */
  public String family() {
    return quantisation()
        .map(q -> stem.replaceFirst("(?i)[-_.]?" + Pattern.quote(q) + "(?=$|[-_.])", ""))
        .filter(text -> !text.isBlank())
        .orElse(stem);
  }

  private static String tidy(String quant) {
    String upper = quant.toUpperCase(Locale.ROOT);
    return upper.equals("FP16") ? "F16" : upper.equals("FP32") ? "F32" : upper;
  }
}
