package dev.hearth.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Starts a command-line client in a terminal window of its own. The environment travels in a script
 * that only its owner can read and that deletes itself, because a command line can be seen by all
 * users and some terminals drop the environment they are started with.
 */
public final class TerminalLauncher {
  /** Terminals of Linux desktops, best first, with what makes them run a command. */
  private static final List<List<String>> LINUX =
      List.of(
          List.of("x-terminal-emulator", "-e"),
          List.of("gnome-terminal", "--"),
          List.of("konsole", "-e"),
          List.of("xfce4-terminal", "-x"),
          List.of("kitty"),
          List.of("alacritty", "-e"),
          List.of("wezterm", "start", "--"),
          List.of("foot"),
          List.of("xterm", "-e"));

  private final String os;
  private final Function<String, Optional<Path>> program;

  /**
   * @param osName as Java names the system
   * @param program finds a program on the PATH
   */
  public TerminalLauncher(String osName, Function<String, Optional<Path>> program) {
    os = osName.toLowerCase(Locale.ROOT);
    this.program = program;
  }

  /** Opens the terminal. */
  public Process launch(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, ConfigRefused {
    if (program.apply(command.getFirst()).isEmpty()) {
      throw new ConfigRefused(
          command.getFirst() + " was not found on the PATH. Install it, then try again.");
    }
    Path script = writeScript(command, environment, folder);
    return new ProcessBuilder(terminal(script))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  List<String> terminal(Path script) throws ConfigRefused {
    if (os.startsWith("windows")) {
      return List.of("cmd", "/c", "start", "Hearth", "cmd", "/k", script.toString());
    }
    if (os.startsWith("mac")) {
      return List.of("open", "-a", "Terminal", script.toString());
    }
    for (List<String> known : LINUX) {
      if (program.apply(known.getFirst()).isPresent()) {
        var all = new java.util.ArrayList<>(known);
        all.add("sh");
        all.add(script.toString());
        return all;
      }
    }
    throw new ConfigRefused(
        "No terminal program was found. Copy the lines and run them in a terminal of your choice.");
  }

  String script(List<String> command, Map<String, String> environment, Path folder) {
    var text = new StringBuilder();
    if (os.startsWith("windows")) {
      text.append("@echo off\r\ncd /d \"").append(folder).append("\"\r\n");
      environment.forEach(
          (k, v) -> text.append("set \"").append(k).append('=').append(batch(v)).append("\"\r\n"));
      text.append(String.join(" ", command.stream().map(c -> '"' + batch(c) + '"').toList()))
          .append("\r\n(goto) 2>nul & del \"%~f0\"\r\n");
      return text.toString();
    }
    text.append("#!/bin/sh\nrm -f -- \"$0\"\ncd ").append(quote(folder.toString())).append('\n');
    environment.forEach(
        (k, v) -> text.append("export ").append(k).append('=').append(quote(v)).append('\n'));
    text.append(String.join(" ", command.stream().map(TerminalLauncher::quote).toList()))
        .append("\nexec \"${SHELL:-/bin/sh}\"\n");
    return text.toString();
  }

  private Path writeScript(List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    String ending = os.startsWith("windows") ? ".cmd" : ".command";
    Path script = Files.createTempFile("hearth-", ending);
    Files.write(script, script(command, environment, folder).getBytes(StandardCharsets.UTF_8));
    script.toFile().setExecutable(true, true);
    return script;
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String batch(String text) {
    return text.replace("%", "%%").replace("\"", "\\\"").replace("\n", " ");
  }
}
