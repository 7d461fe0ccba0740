package dev.hearth.app;

import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.services.WayBack;
import dev.hearth.settings.SettingsStore;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BaseMultiResolutionImage;
import java.beans.PropertyChangeListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's tray, where the system has one. */
final class Tray implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(Tray.class);
  private static final String ICON = "/dev/hearth/assets/icons/hearth-%d.png";

  /** What the icon is made from; the system takes the one that suits its tray best. */
  private static final List<Integer> SIZES = List.of(16, 32, 64, 128);

  private final SettingsStore settings;
  private Optional<Shown> shown = Optional.empty();

  /** What hangs in the tray, and what belongs to it. */
  private record Shown(
      SystemTray tray, TrayIcon icon, Watch state, PropertyChangeListener trayGone) {}

  Tray(SettingsStore settings) {
    this.settings = settings;
  }

  /** Asking loads a second window toolkit, so it waits until somebody wants to know. */
  @Override
  public boolean available() {
    try {
      return SystemTray.isSupported();
    } catch (RuntimeException | LinkageError e) {
      // A machine without AWT's libraries has no tray that Java could use.
      LOG.debug("no tray", e);
      return false;
    }
  }

  @Override
  public boolean wanted() {
    return settings.current().desk().stayInTray() && available();
  }

  @Override
  public synchronized void enter(WayBack back) {
    leave();
    try {
      SystemTray tray = SystemTray.getSystemTray();
      MenuItem state = new MenuItem();
      state.setEnabled(false);
      MenuItem copy = item("Copy the URL", back::copyUrl);
      TrayIcon icon = new TrayIcon(image(), null, menu(back, state, copy));
      icon.setImageAutoSize(true);
      icon.addActionListener(e -> back.open());
      icon.addMouseListener(opening(back));
      PropertyChangeListener trayGone = e -> whenGone(e.getNewValue(), back);
      tray.add(icon);
      tray.addPropertyChangeListener("systemTray", trayGone);
      Watch watch =
          back.state()
              .watch(words -> EventQueue.invokeLater(() -> tell(words, back, icon, state, copy)));
      shown = Optional.of(new Shown(tray, icon, watch, trayGone));
    } catch (IOException | AWTException | RuntimeException e) {
      LOG.warn("The tray cannot be used, so the window stays: {}", e.getMessage());
      back.open();
    }
  }

  private static Image image() throws IOException {
    Image[] images = new Image[SIZES.size()];
    for (int i = 0; i < images.length; i++) {
      String name = String.format(Locale.ROOT, ICON, SIZES.get(i));
      try (InputStream file = Objects.requireNonNull(Tray.class.getResourceAsStream(name))) {
        images[i] = ImageIO.read(file);
      }
    }
    return new BaseMultiResolutionImage(1, images);
  }

  private static PopupMenu menu(WayBack back, MenuItem state, MenuItem copy) {
    PopupMenu menu = new PopupMenu();
    menu.add(state);
    menu.addSeparator();
    menu.add(item("Open Hearth", back::open));
    menu.add(copy);
    menu.addSeparator();
    menu.add(item("Quit Hearth", back::quit));
    return menu;
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.addActionListener(e -> action.run());
    return item;
  }

  /** One click opens everywhere but where it opens the menu. */
  private static MouseAdapter opening(WayBack back) {
    boolean mac = on("Mac");
    return new MouseAdapter() {
      @Override
      public void mouseClicked(MouseEvent e) {
        if (e.getButton() == MouseEvent.BUTTON1 && !mac) {
          back.open();
        }
      }
    };
  }

  private static boolean on(String system) {
    return System.getProperty("os.name", "").startsWith(system);
  }

  private static void tell(
      String words, WayBack back, TrayIcon icon, MenuItem state, MenuItem copy) {
    String url = back.url();
    state.setLabel(words);
    copy.setLabel(url.isEmpty() ? "The proxy does not listen" : "Copy " + url);
    copy.setEnabled(!url.isEmpty());
    // On Linux it is Java's own and would lie over the menu, which tells the same.
    icon.setToolTip(on("Linux") ? null : "Hearth: " + words);
  }

  /** A panel that ends takes the way back with it. */
  private static void whenGone(Object tray, WayBack back) {
    if (tray == null) {
      LOG.info("The tray is gone, so the window comes back.");
      back.open();
    }
  }

  @Override
  public synchronized void leave() {
    // Where there is no tray any more, even asking for it fails.
    shown.ifPresent(
        it -> {
          it.state().close();
          it.tray().removePropertyChangeListener("systemTray", it.trayGone());
          it.tray().remove(it.icon());
        });
    shown = Optional.empty();
  }
}
