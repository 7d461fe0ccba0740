package dev.hearth.settings;

/**
 * Everything the user chose.
 *
 * @param version of the document's shape
 */
public record Settings(
    int version,
    ProxySettings proxy,
    BackendSettings backend,
    GuardChoices guard,
    ModelSettings models,
    JournalSettings journal,
    DeskSettings desk) {
  /** The shape this program writes. */
  public static final int CURRENT_VERSION = 1;

  /** What a new user gets. */
  public static final Settings DEFAULT =
      new Settings(
          CURRENT_VERSION,
          ProxySettings.DEFAULT,
          BackendSettings.DEFAULT,
          GuardChoices.DEFAULT,
          ModelSettings.DEFAULT,
          JournalSettings.DEFAULT,
          DeskSettings.DEFAULT);

  public Settings withProxy(ProxySettings changed) {
    return new Settings(version, changed, backend, guard, models, journal, desk);
  }

  public Settings withBackend(BackendSettings changed) {
    return new Settings(version, proxy, changed, guard, models, journal, desk);
  }

  public Settings withGuard(GuardChoices changed) {
    return new Settings(version, proxy, backend, changed, models, journal, desk);
  }

  public Settings withModels(ModelSettings changed) {
    return new Settings(version, proxy, backend, guard, changed, journal, desk);
  }

  public Settings withJournal(JournalSettings changed) {
    return new Settings(version, proxy, backend, guard, models, changed, desk);
  }

  public Settings withDesk(DeskSettings changed) {
    return new Settings(version, proxy, backend, guard, models, journal, changed);
  }
}
