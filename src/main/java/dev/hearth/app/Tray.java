package dev.hearth.app;

import dev.hearth.desk.services.Background;
import dev.hearth.settings.SettingsStore;
import java.awt.AWTException;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's tray, where the system has one. */
final class Tray implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(Tray.class);
  private static final String ICON = "/dev/hearth/assets/icons/hearth-32.png";

  private final SettingsStore settings;
  private Optional<Boolean> available = Optional.empty();
  private Optional<TrayIcon> icon = Optional.empty();

  Tray(SettingsStore settings) {
    this.settings = settings;
  }

  private static boolean supported() {
    try {
      return SystemTray.isSupported();
    } catch (RuntimeException | LinkageError e) {
      // A machine without AWT's libraries has no tray that Java could use.
      LOG.debug("no tray", e);
      return false;
    }
  }

  @Override
  public synchronized boolean available() {
    // Asking loads a second window toolkit, so it waits until somebody wants to know.
    if (available.isEmpty()) {
      available = Optional.of(supported());
    }
    return available.get();
  }

  @Override
  public boolean wanted() {
    return settings.current().desk().stayInTray() && available();
  }

  @Override
  public synchronized void enter(Runnable open, Runnable quit) {
    leave();
    var menu = new PopupMenu();
    menu.add(item("Open Hearth", open));
    menu.add(item("Quit Hearth", quit));
    try (InputStream image = Tray.class.getResourceAsStream(ICON)) {
      var shown = new TrayIcon(ImageIO.read(image), "Hearth", menu);
      shown.setImageAutoSize(true);
      shown.addActionListener(
          e -> {
            leave();
            open.run();
          });
      SystemTray.getSystemTray().add(shown);
      icon = Optional.of(shown);
    } catch (IOException | AWTException e) {
      LOG.warn("The tray cannot be used, so the window stays: {}", e.getMessage());
      open.run();
    }
  }

  private MenuItem item(String text, Runnable action) {
    var item = new MenuItem(text);
    item.addActionListener(
        e -> {
          leave();
          action.run();
        });
    return item;
  }

  @Override
  public synchronized void leave() {
    // Where there is no tray, even asking for it fails.
    icon.ifPresent(shown -> SystemTray.getSystemTray().remove(shown));
    icon = Optional.empty();
  }
}
