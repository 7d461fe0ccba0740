package dev.hearth.desk.settings;

import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import dev.hearth.settings.SecretStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/** The settings over the window. Making it also ties the window's looks to the settings. */
public final class SettingsDialog implements AutoCloseable {
  private final Shell shell;
  private final SettingsModel model;
  private final RestartModel restart;
  private final FolderModel folders;
  private final LlamaModel llama;
  private final LooksBridge looks;
  private final Supplier<SettingsPanel> maker;
  private Optional<SettingsPanel> panel = Optional.empty();

  /**
   * A dialog that is not shown yet; its actions are added to the shell's.
   *
   * @param absent paths of fields this machine has no use for, asked for when the dialog is made
   */
  public SettingsDialog(Shell shell, SettingsServices services, Supplier<Set<String>> absent) {
    this.shell = shell;
    shell.theme().use(List.of("cards.css", "settings.css"));
    model = new SettingsModel(services.store(), services.login(), services.threads(), Fields.all());
    restart =
        new RestartModel(
            shell.services().proxy(), model.settingsProperty(), services.threads().fx());
    folders = new FolderModel(services.folders(), services.threads());
    llama = new LlamaModel(services.llama(), services.threads());
    looks =
        new LooksBridge(
            services.store(),
            model.settingsProperty(),
            shell.theme(),
            services.threads().background());
    SecretModel key = secret(SecretStore.Name.PROXY_KEY, services);
    model
        .settingsProperty()
        .subscribe(
            s -> {
              // Asking for a key that nobody has would lock everybody out.
              if (s.proxy().requireKey()) {
                key.ensure();
              }
            });
    maker =
        () -> {
          Set<String> without = absent.get();
          List<Field> fields =
              model.fields().stream().filter(f -> !without.contains(f.path())).toList();
          return new SettingsPanel(
              fields, model, restart, specials(fields, key, services), this::hide);
        };
    shell.actions().add(makeActions());
  }

  /** Shows the dialog. */
  public void open() {
    llama.look();
    shell.overlay().show(panel(), Pos.CENTER, () -> {});
    panel().focusSearch();
  }

  @Override
  public void close() {
    looks.close();
    llama.close();
    folders.close();
    restart.close();
    model.close();
  }

  private void hide() {
    shell.overlay().close();
  }

  private void open(Section section) {
    panel().open(section);
    open();
  }

  /** Its hundred controls are made when they are first wanted, not while the window opens. */
  private SettingsPanel panel() {
    if (panel.isEmpty()) {
      panel = Optional.of(maker.get());
    }
    return panel.get();
  }

  private static SecretModel secret(SecretStore.Name name, SettingsServices services) {
    return new SecretModel(name, services.secrets(), services.threads(), services.keysChanged());
  }

  private Map<String, Node> specials(
      List<Field> fields, SecretModel key, SettingsServices services) {
    return Map.of(
        Fields.KEY,
        new SecretRow(named(fields, Fields.KEY), key, true),
        Fields.BACKEND_KEY,
        new SecretRow(
            named(fields, Fields.BACKEND_KEY),
            secret(SecretStore.Name.BACKEND_KEY, services),
            false),
        Fields.HUB_TOKEN,
        new SecretRow(
            named(fields, Fields.HUB_TOKEN), secret(SecretStore.Name.HUB_TOKEN, services), false),
        Fields.ROOTS,
        new FoldersRow(folders, shell.dialogs()),
        Fields.LLAMA,
        new LlamaRow(named(fields, Fields.LLAMA), model, llama, shell.dialogs()));
  }

  private static Field named(List<Field> fields, String path) {
    return fields.stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }

  private List<Action> makeActions() {
    List<Action> all = new ArrayList<>();
    all.add(
        Action.of("settings.open", "Settings", "Hearth", Feather.SETTINGS, this::open)
            .on("Shortcut+Comma"));
    for (Section section : Section.values()) {
      all.add(
          Action.of(
              "settings." + section.name().toLowerCase(java.util.Locale.ROOT),
              "Settings: " + section.title(),
              "Hearth",
              section.icon(),
              () -> open(section)));
    }
    return all;
  }
}
