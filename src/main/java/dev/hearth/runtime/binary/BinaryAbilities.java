package dev.hearth.runtime.binary;

import dev.hearth.models.fit.Gpu;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one program can do, read from its own {@code --version}, {@code --help} and {@code
 * --list-devices}, so that flags it lacks are never used.
 */
public final class BinaryAbilities {
  private static final Pattern NEW_BUILD = Pattern.compile("\\(build (\\d+)");
  private static final Pattern OLD_BUILD = Pattern.compile("version: (\\d+) \\(");
  private static final Pattern DEVICE =
      Pattern.compile("^\\s+(\\S+): (.+) \\((\\d+) MiB, (\\d+) MiB free\\)\\s*$");

  /** Metal's memory is the machine's own. */
  private static final Pattern SHARED_DEVICE = Pattern.compile("(?i)(metal|mtl).*");

  private static final long MIB = 1024L * 1024;

  private final String version;
  private final OptionalInt build;
  private final List<FlagHelp> flags;
  private final List<Gpu> devices;
  private final Map<String, FlagHelp> byName = new HashMap<>();

  private BinaryAbilities(
      String version, OptionalInt build, List<FlagHelp> flags, List<Gpu> devices) {
    this.version = version;
    this.build = build;
    this.flags = List.copyOf(flags);
    this.devices = List.copyOf(devices);
    for (FlagHelp flag : flags) {
      flag.names().forEach(name -> byName.putIfAbsent(name, flag));
    }
  }

  /** From the texts the program printed. */
  public static BinaryAbilities parse(String versionText, String helpText, String devicesText) {
    String line =
        versionText
            .lines()
            .filter(text -> text.startsWith("version:"))
            .findFirst()
            .or(() -> versionText.lines().filter(text -> !text.isBlank()).findFirst())
            .orElse("unknown");
    return new BinaryAbilities(
        line.replaceFirst("^version:\\s*", "").strip(),
        build(versionText),
        HelpParser.parse(helpText),
        devicesText.lines().map(BinaryAbilities::device).flatMap(Optional::stream).toList());
  }

  private static OptionalInt build(String text) {
    for (Pattern pattern : List.of(NEW_BUILD, OLD_BUILD)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return OptionalInt.of(Integer.parseInt(matcher.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static Optional<Gpu> device(String line) {
    Matcher matcher = DEVICE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Gpu(
                matcher.group(1),
                matcher.group(2),
                Long.parseLong(matcher.group(3)) * MIB,
                Long.parseLong(matcher.group(4)) * MIB,
                SHARED_DEVICE.matcher(matcher.group(1)).matches()))
        : Optional.empty();
  }

  /** For people, such as "0.7.0 (build 11669, commit Debian)". */
  public String version() {
    return version;
  }

  /** llama.cpp's running build number. */
  public OptionalInt build() {
    return build;
  }

  /** Every flag, in the order of the help, for a form that offers them all. */
  public List<FlagHelp> flags() {
    return flags;
  }

  /** GPUs this program can use; empty for a build without GPU support. */
  public List<Gpu> devices() {
    return devices;
  }

  /** Whether the program has this flag and has not only kept its name. */
  public boolean has(String flag) {
    return help(flag).isPresent();
  }

  /** The flag's own help. */
  public Optional<FlagHelp> help(String flag) {
    return Optional.ofNullable(byName.get(flag)).filter(found -> !found.removed());
  }

  /** The first of several spellings that this build has, for flags that were renamed. */
  public Optional<String> firstOf(String... spellings) {
    return List.of(spellings).stream().filter(this::has).findFirst();
  }

  /** Whether the flag is followed by a value. */
  public boolean takesValue(String flag) {
    return help(flag).flatMap(FlagHelp::value).isPresent();
  }

  /** Whether the flag's help mentions this word, such as a value it allows. */
  public boolean mentions(String flag, String word) {
    return help(flag)
        .filter(
            found ->
                (found.value().orElse("") + " " + found.description())
                    .matches("(?s).*(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-]).*"))
        .isPresent();
  }

  /** Whether one process of this build can serve several models. */
  public boolean routes() {
    return has("--models-dir");
  }
}
