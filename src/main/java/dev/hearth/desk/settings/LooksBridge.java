package dev.hearth.desk.settings;

import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.theme.Theme;
import dev.hearth.settings.DeskSettings;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/** Keeps the looks and the settings the same, whichever of them is changed. */
public final class LooksBridge implements AutoCloseable {
  private final SettingsStore store;
  private final Theme theme;
  private final Executor serial;
  private final Subscription subscriptions;

  LooksBridge(
      SettingsStore store, ObservableValue<Settings> settings, Theme theme, Executor background) {
    this.store = store;
    this.theme = theme;
    this.serial = new SerialExecutor(background);
    this.subscriptions =
        Subscription.combine(
            settings.subscribe((old, now) -> take(old.desk(), now.desk())),
            theme.appearanceProperty().subscribe((old, now) -> keep(now)));
    Appearance wanted = looks(settings.getValue().desk());
    if (!wanted.equals(theme.appearanceProperty().get())) {
      theme.appearanceProperty().set(wanted);
    }
  }

  @Override
  public void close() {
    subscriptions.unsubscribe();
  }

  /** Only a change of the looks in the document counts, so that an older document wins nothing. */
  private void take(DeskSettings old, DeskSettings now) {
    if (!looks(now).equals(looks(old))) {
      theme.appearanceProperty().set(looks(now));
    }
  }

  private void keep(Appearance looks) {
    serial.execute(() -> store.change(s -> s.withDesk(with(s.desk(), looks))));
  }

  /** The looks that the settings ask for. */
  public static Appearance looks(DeskSettings desk) {
    return new Appearance(
        Appearance.Mode.valueOf(desk.theme().name()),
        desk.zoomPercent(),
        desk.reducedMotion() ? Appearance.Motion.REDUCED : Appearance.Motion.SYSTEM);
  }

  static DeskSettings with(DeskSettings desk, Appearance looks) {
    return new DeskSettings(
        DeskSettings.Theme.valueOf(looks.mode().name()),
        looks.zoom(),
        looks.motion() == Appearance.Motion.REDUCED,
        desk.startAtLogin(),
        desk.stayInTray(),
        desk.firstRunDone());
  }
}
