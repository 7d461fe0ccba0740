package dev.hearth.app;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The file from which Java takes classes that are loaded and linked already, so that the window is
 * there in a third of the time. It fits one Java and one set of program files, whose sizes and
 * times are kept beside it.
 */
final class StartCache {
  /** What a program is called with to bring the cache up to date: {@code ARGUMENT FILE}. */
  static final String ARGUMENT = "--hearth-start-cache";

  private static final String CHECK = "check";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Flags of this Java that are the cache's own business. */
  private static final String FLAG = "-XX:AOT";

  private final Path file;
  private final Path fits;
  private final String classPath;

  /**
   * @param classPath the program files it is for
   */
  StartCache(Path file, String classPath) {
    this.file = file.toAbsolutePath();
    this.classPath = classPath;
    this.fits = this.file.resolveSibling(this.file.getFileName() + ".fits");
  }

  /**
   * {@code ARGUMENT FILE} makes the cache; {@code ARGUMENT check FILE} only takes one away that no
   * longer fits; with words behind the file, which ask for a command instead of the window, nothing
   * is done.
   */
  static int main(String[] args) throws IOException, InterruptedException {
    if (args[1].equals(CHECK)) {
      of(args[2]).dropStale();
      return 0;
    }
    return args.length > 2 || of(args[1]).update() ? 0 : 1;
  }

  private static StartCache of(String file) {
    return new StartCache(Path.of(file), System.getProperty("java.class.path"));
  }

  /** Makes the cache unless it fits already; false when it could not be made. */
  boolean update() throws IOException, InterruptedException {
    if (fits()) {
      return true;
    }
    drop();
    Files.createDirectories(file.getParent());
    System.out.println("Rehearsing a start, so that the next ones are quick. Once a version.");
    Path made = file.resolveSibling(file.getFileName() + ".new");
    if (!rehearse(made) || Files.notExists(made)) {
      System.out.println(
          "The rehearsal failed; Hearth runs as before. See " + log() + " for the reason.");
      return false;
    }
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    remember();
    return true;
  }

  /** Notes down which program files the cache is for. */
  void remember() throws IOException {
    Files.writeString(fits, fingerprint());
  }

  /** Takes a cache away that was made for other program files. */
  void dropStale() throws IOException {
    if (Files.exists(file) && !fits()) {
      drop();
    }
  }

  private boolean fits() throws IOException {
    return Files.exists(file) && Files.exists(fits) && Files.readString(fits).equals(fingerprint());
  }

  private void drop() throws IOException {
    Files.deleteIfExists(fits);
    Files.deleteIfExists(file);
  }

  private boolean rehearse(Path made) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(command(made))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try {
      return child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && child.exitValue() == 0;
    } finally {
      child.descendants().forEach(ProcessHandle::destroy);
      child.destroy();
    }
  }

  private Path log() {
    return file.resolveSibling(file.getFileName() + ".log");
  }

  /** This Java with the same flags and the same class path: a cache fits no other. */
  private List<String> command(Path made) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith(FLAG))
        .forEach(all::add);
    all.add("-Dglass.platform=Headless");
    all.add("-Dprism.order=sw");
    // With profiles the compilers are busy at once with all that was hot, and the window waits.
    all.add("-XX:+UnlockDiagnosticVMOptions");
    all.add("-XX:-AOTRecordTraining");
    all.add("-XX:AOTCacheOutput=" + made);
    all.addAll(List.of("-cp", classPath));
    all.addAll(List.of(Main.class.getName(), Rehearsal.ARGUMENT));
    return all;
  }

  private String fingerprint() throws IOException {
    var text = new StringBuilder(System.getProperty("java.vm.version")).append('\n');
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      text.append(path.toAbsolutePath());
      if (Files.exists(path)) {
        text.append(' ').append(Files.size(path));
        text.append(' ').append(Files.getLastModifiedTime(path).toMillis());
      }
      text.append('\n');
    }
    return text.toString();
  }
}
