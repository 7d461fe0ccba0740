package dev.hearth.app;

import dev.hearth.desk.services.LoginStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Has the system start Hearth when the user logs in, by the one file each system looks for: an XDG
 * autostart entry, a LaunchAgent, or a script in the Startup folder. No registry, no service, and
 * switching it off deletes the file.
 */
public final class StartAtLogin implements LoginStart {
  private final Path file;
  private final String text;

  /**
   * For one system; see {@link #ofThisMachine}.
   *
   * @param osName as Java names the system
   * @param home the user's home
   * @param environment the process's environment
   * @param command the command that starts Hearth
   */
  StartAtLogin(String osName, Path home, Map<String, String> environment, List<String> command) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String set = environment.getOrDefault("APPDATA", "");
      Path roaming = set.isBlank() ? home.resolve("AppData/Roaming") : Path.of(set);
      file = roaming.resolve("Microsoft/Windows/Start Menu/Programs/Startup/Hearth.cmd");
      text = script(command);
    } else if (os.startsWith("mac")) {
      file = home.resolve("Library/LaunchAgents/dev.hearth.plist");
      text = agent(command);
    } else {
      String set = environment.getOrDefault("XDG_CONFIG_HOME", "");
      Path config = set.isBlank() ? home.resolve(".config") : Path.of(set);
      file = config.resolve("autostart/hearth.desktop");
      text = entry(command);
    }
  }

  /** For this machine. */
  public static StartAtLogin ofThisMachine(List<String> command) {
    return new StartAtLogin(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv(),
        command);
  }

  @Override
  public boolean enabled() {
    return Files.exists(file);
  }

  @Override
  public void enable(boolean on) throws IOException {
    if (!on) {
      Files.deleteIfExists(file);
      return;
    }
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "hearth", ".new");
    try {
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The file the system looks for. */
  @Override
  public Path file() {
    return file;
  }

  private static String entry(List<String> command) {
    String exec = command.stream().map(StartAtLogin::desktopWord).collect(Collectors.joining(" "));
    return """
    [Desktop Entry]
    Type=Application
    Name=Hearth
    Comment=Local models, guarded
    Exec=%s
    Terminal=false
    X-GNOME-Autostart-enabled=true
    """
        .formatted(exec);
  }

  /** Quoting as the Desktop Entry specification wants it, escaped once more as a string value. */
  private static String desktopWord(String word) {
    String quoted =
        word.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`").replace("$", "\\$");
    return "\"" + quoted.replace("\\", "\\\\").replace("%", "%%") + "\"";
  }

  private static String agent(List<String> command) {
    String words =
        command.stream()
            .map(w -> "    <string>" + xml(w) + "</string>\n")
            .collect(Collectors.joining());
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
    "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>dev.hearth</string>
      <key>ProgramArguments</key>
      <array>
    %s  </array>
      <key>RunAtLoad</key>
      <true/>
    </dict>
    </plist>
    """
        .formatted(words);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String script(List<String> command) {
    String words =
        command.stream()
            .map(w -> '"' + w.replace("%", "%%") + '"')
            .collect(Collectors.joining(" "));
    // "start" returns at once, so no console window stays behind; its first quoted word is a title.
    return "@echo off\r\nstart \"\" " + words + "\r\n";
  }
}
