package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class StartAtLoginTest {
  private static final List<String> COMMAND = List.of("/opt/my apps/hearth", "--tray", "50%$x");

  @TempDir Path home;

  private StartAtLogin on(String os) {
    return new StartAtLogin(os, home, Map.of(), COMMAND);
  }

  @Test
  void linuxGetsAnAutostartEntryThatIsDeletedAgain() throws Exception {
    StartAtLogin login = on("Linux");
    assertThat(login.enabled()).isFalse();
    login.enable(true);
    assertThat(login.enabled()).isTrue();
    assertThat(home.resolve(".config/autostart/hearth.desktop"))
        .content()
        .contains("[Desktop Entry]\nType=Application\n")
        .contains("Exec=\"/opt/my apps/hearth\" \"--tray\" \"50%%\\\\$x\"\n");
    login.enable(false);
    assertThat(login.file()).doesNotExist();
    login.enable(false);
    try (var left = Files.list(login.file().getParent())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theConfigurationFolderOfTheUserIsHonoured() throws Exception {
    Path config = home.resolve("cfg");
    new StartAtLogin("Linux", home, Map.of("XDG_CONFIG_HOME", config.toString()), COMMAND)
        .enable(true);
    assertThat(config.resolve("autostart/hearth.desktop")).exists();
  }

  @Test
  void macGetsALaunchAgentThatIsWellFormed() throws Exception {
    StartAtLogin login =
        new StartAtLogin("Mac OS X", home, Map.of(), List.of("/Applications/A & B/hearth"));
    login.enable(true);
    assertThat(login.file()).isEqualTo(home.resolve("Library/LaunchAgents/dev.hearth.plist"));
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document plist =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Files.readString(login.file()))));
    var strings = plist.getElementsByTagName("string");
    assertThat(strings.item(0).getTextContent()).isEqualTo("dev.hearth");
    assertThat(strings.item(1).getTextContent()).isEqualTo("/Applications/A & B/hearth");
  }

  @Test
  void windowsGetsAScriptInTheStartupFolder() throws Exception {
    Path roaming = home.resolve("Roaming");
    StartAtLogin login =
        new StartAtLogin("Windows 11", home, Map.of("APPDATA", roaming.toString()), COMMAND);
    login.enable(true);
    assertThat(roaming.resolve("Microsoft/Windows/Start Menu/Programs/Startup/Hearth.cmd"))
        .content()
        .isEqualTo("@echo off\r\nstart \"\" \"/opt/my apps/hearth\" \"--tray\" \"50%%$x\"\r\n");
  }

  @Test
  void switchingOnTwiceLeavesOneFile() throws Exception {
    StartAtLogin login = on("Linux");
    login.enable(true);
    login.enable(true);
    try (var left = Files.list(login.file().getParent())) {
      assertThat(left).containsExactly(login.file());
    }
  }

  @Test
  void theClassPathHoldsFromAnyFolder() {
    String separator = java.io.File.pathSeparator;
    assertThat(Furniture.absolute("target/classes" + separator + home.resolve("a.jar")))
        .isEqualTo(Path.of("target/classes").toAbsolutePath() + separator + home.resolve("a.jar"));
  }
}
