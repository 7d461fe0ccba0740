package dev.hearth.desk.first;

import dev.hearth.desk.services.LlamaServers;
import dev.hearth.desk.services.ModelFolders;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.settings.FolderModel;
import dev.hearth.desk.settings.LlamaModel;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import dev.hearth.settings.SettingsStore;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import org.kordamp.ikonli.feather.Feather;

/** The first page over the window: offered to a new user, skippable, and findable again. */
public final class FirstRun implements AutoCloseable {
  private final Shell shell;
  private final FolderModel folders;
  private final LlamaModel llama;
  private final FirstRunModel model;
  private Optional<FirstRunPage> page = Optional.empty();

  /** A page that is not shown yet; its action is added to the shell's. */
  public FirstRun(
      Shell shell,
      SettingsStore store,
      ModelFolders folderService,
      LlamaServers llamaService,
      Threads threads) {
    this.shell = shell;
    shell.theme().use(List.of("cards.css", "first.css"));
    folders = new FolderModel(folderService, threads);
    llama = new LlamaModel(llamaService, threads);
    model =
        new FirstRunModel(
            store, folders, llama, shell.services().proxy(), threads, shell.open(), this::perform);
    shell
        .actions()
        .add(
            List.of(
                Action.of(
                    "first.open",
                    "Show the first page again",
                    "Hearth",
                    Feather.HOME,
                    this::open)));
  }

  private boolean perform(String action) {
    return shell.actions().byId(action).map(Action::perform).orElse(false);
  }

  /** Shows the page to who has never left it; call it once the window is shown. */
  public void offer() {
    if (model.needed()) {
      open();
    }
  }

  /** Shows the page. */
  public void open() {
    llama.look();
    if (page.isEmpty()) {
      page = Optional.of(new FirstRunPage(model, shell.dialogs(), () -> shell.overlay().close()));
    }
    shell.overlay().show(page.get(), Pos.CENTER, model::skip);
    page.get().focusStart();
  }

  @Override
  public void close() {
    llama.close();
    folders.close();
  }
}
