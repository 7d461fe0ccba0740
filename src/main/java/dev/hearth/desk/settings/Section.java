package dev.hearth.desk.settings;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The dialog's sections, in their order. */
enum Section {
  PROXY("Proxy", Feather.SHARE_2),
  GUARD("Guard", Feather.SHIELD),
  MODELS("Models & servers", Feather.CPU),
  JOURNAL("Journal & privacy", Feather.LOCK),
  APPEARANCE("Appearance", Feather.SUN),
  START("Start & tray", Feather.POWER);

  private final String title;
  private final Ikon icon;

  Section(String title, Ikon icon) {
    this.title = title;
    this.icon = icon;
  }

  String title() {
    return title;
  }

  Ikon icon() {
    return icon;
  }
}
