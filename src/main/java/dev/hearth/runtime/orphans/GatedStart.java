package dev.hearth.runtime.orphans;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program only once the watchdog knows it. Between start and word to the watchdog Hearth
 * could be killed; so a shell waits for a line on its input and becomes the program (same process)
 * when it comes, or ends when the pipe does.
 */
final class GatedStart {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String GO = "go\n";

  /** 125 is what a shell says when the fault is its own. */
  private static final String KEEPING_INPUT = "IFS= read -r go || exit 125; exec \"$@\"";

  private static final String CLOSING_INPUT =
      "IFS= read -r go || exit 125; exec \"$@\" < /dev/null";

  private GatedStart() {}

  /**
   * Starts the builder's command under the watchdog.
   *
   * @param keepInput whether the program watches its input, which then ends with Hearth
   */
  static Process start(ProcessBuilder builder, Watchdog watchdog, boolean keepInput)
      throws IOException {
    boolean gated = Files.isExecutable(SHELL);
    if (gated) {
      requireProgram(Path.of(builder.command().getFirst()));
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(SHELL.toString(), "-c", keepInput ? KEEPING_INPUT : CLOSING_INPUT, "hearth"));
      command.addAll(builder.command());
      builder.command(command);
    }
    Process process = builder.start();
    watchdog.guard(process.toHandle());
    OutputStream input = process.getOutputStream();
    if (gated) {
      input.write(GO.getBytes(StandardCharsets.US_ASCII));
      input.flush();
    }
    if (!keepInput) {
      input.close();
    }
    return process;
  }

  /** The shell would say it too, but as an exit code among others. */
  private static void requireProgram(Path program) throws IOException {
    if (program.getNameCount() > 1 && !Files.isExecutable(program)) {
      throw new IOException(
          Files.exists(program) ? "permission to run it is missing" : "No such file or directory");
    }
  }
}
