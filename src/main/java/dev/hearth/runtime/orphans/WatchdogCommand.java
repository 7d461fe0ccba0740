package dev.hearth.runtime.orphans;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to start the watchdog with the Java that runs Hearth. */
final class WatchdogCommand {
  /** A heap of a few megabytes and no compiler: it only waits. */
  private static final List<String> SMALL =
      List.of("-Xmx8m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private WatchdogCommand() {}

  static Optional<List<String>> find() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : List.of("java", "java.exe")) {
      Path java = bin.resolve(name);
      if (Files.isExecutable(java)) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(SMALL);
        command.addAll(List.of("-cp", place(), WatchdogMain.class.getName()));
        return Optional.of(command);
      }
    }
    // A packaged application has a launcher of its own, which knows the argument.
    return Optional.ofNullable(System.getProperty("jpackage.app-path"))
        .map(launcher -> List.of(launcher, WatchdogMain.ARGUMENT));
  }

  private static String place() {
    try {
      return Path.of(WatchdogMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException("Hearth cannot tell where its own program is", e);
    }
  }
}
