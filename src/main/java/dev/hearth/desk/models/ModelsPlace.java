package dev.hearth.desk.models;

import dev.hearth.desk.controls.Deferred;
import dev.hearth.desk.controls.FocusReturn;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.services.ModelsService;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.ColumnActions;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.Shell;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.Model;
import dev.hearth.runtime.binary.FlagHelp;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The place where models are found, weighed, started and watched. */
public final class ModelsPlace implements Place {
  private static final String SELECTED = "models.selected";

  private final Shell shell;
  private final ModelsService service;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final ListModel list;
  private final LaunchModel launch;
  private final CardModel card;
  private final ModelTable table;
  private final ListPane listPane;
  private final ModelAdding adding;
  private final ModelDeleting deleting;
  private final ModelCard cardView;
  private final FoldersPanel folders;
  private final GetPanel get;
  private final ProgramBanner banner;
  private final TransferList transfers;
  private final StackPane side = new StackPane();
  private final FocusReturn beforePanel = new FocusReturn();
  private final SplitPane split = new SplitPane();
  private final List<Watch> watches = new ArrayList<>();
  private final List<Action> actions;
  private Watch memoryWatch = () -> {};
  private boolean chosenOnce;

  /**
   * Builds the place.
   *
   * @param shell what the window lends
   * @param service models, servers and the hub
   */
  public ModelsPlace(Shell shell, ModelsService service) {
    this.shell = shell;
    this.service = service;
    InstantSource clock = InstantSource.system();
    list = new ListModel(service.shelf(), service.runs(), background, FxThread.EXECUTOR);
    launch = new LaunchModel(service.shelf(), service.runs(), FxThread.EXECUTOR);
    card =
        new CardModel(
            service.shelf(),
            service.runs(),
            launch,
            new LogView(Pulse.ofToolkit()),
            clock,
            FxThread.EXECUTOR);
    table = new ModelTable(shell.state(), clock, card::start);
    deleting = new ModelDeleting(shell, service, card);
    adding =
        new ModelAdding(
            service.shelf(),
            shell.notices(),
            new ModelAdding.Ways(this::reveal, this::start, this::showFolders, this::why));
    Remedies remedies =
        new Remedies(
            card,
            service.shelf(),
            service.programs(),
            new Remedies.Ways(this::chooseProgram, this::showGet));
    cardView = new ModelCard(card, this::flags, shell.state(), clock, remedies, deleting::ask);
    folders = new FoldersPanel(service.shelf(), FxThread.EXECUTOR, shell.dialogs(), this::showCard);
    get =
        new GetPanel(
            new GetModel(service.hub(), launch::machine, FxThread.EXECUTOR),
            this::showCard,
            this::openSettings);
    banner = new ProgramBanner(service.programs(), this::chooseProgram, FxThread.EXECUTOR);
    transfers = new TransferList(service.hub(), this::selectFile, FxThread.EXECUTOR);
    listPane =
        new ListPane(
            list,
            table,
            new ListPane.Ways(this::showFolders, this::showGet, adding::sample),
            banner,
            transfers);
    actions = new ModelActions(this, card, service).all();
    furnish();
  }

  private void furnish() {
    side.getChildren().setAll(cardView);
    Deferred held = new Deferred(side, 1);
    held.getStyleClass().add("models-side");
    split.getItems().setAll(listPane, held);
    split.getStyleClass().add("models-place");
    SplitPane.setResizableWithParent(held, true);
    Runnable divide = Remember.divider(split, "models.divider", shell.state(), 0.57);
    split.widthProperty().subscribe(() -> FxThread.later(divide));
    table.chosenProperty().subscribe(row -> row.ifPresent(this::chosen));
    list.shownProperty().subscribe((was, now) -> listed());
    watches.add(service.shelf().folders().watch(all -> FxThread.run(() -> folders.show(all))));
    watches.add(service.programs().status().watch(s -> FxThread.run(() -> programs(s))));
    service.runs().memory().now().ifPresent(m -> memory(Optional.of(m)));
    shell
        .theme()
        .appearanceProperty()
        .subscribe(
            looks -> {
              table.scale(shell.theme().scale());
              FxThread.later(divide);
            });
    shell.actions().addSource(this::startActions);
    ColumnActions columns = new ColumnActions(id(), "models", title());
    shell.actions().addSource(() -> columns.of(table));
  }

  private List<FlagHelp> flags() {
    return service.programs().status().now().abilities().map(a -> a.flags()).orElse(List.of());
  }

  private void chooseProgram() {
    shell
        .dialogs()
        .file(split.getScene().getWindow(), "The llama-server program", List.of())
        .ifPresent(service.programs()::choose);
  }

  private void programs(ProgramStatus status) {
    if (status.state() == ProgramStatus.State.FOUND) {
      launch.replan();
    }
  }

  private void memory(Optional<MachineMemory> now) {
    list.memory(now);
    launch.machine(now);
  }

  private void chosen(ModelRow row) {
    // The same row comes again whenever something in it has changed, such as how well it fits.
    boolean another = card.modelProperty().get().filter(m -> m.id().equals(row.id())).isEmpty();
    shell.state().put(SELECTED, row.id());
    if (!card.modelProperty().get().equals(Optional.of(row.model()))) {
      card.show(Optional.of(row.model()));
    }
    Node side = this.side.getChildren().getFirst();
    if (another && (side == get || side == folders)) {
      showCard();
    }
  }

  /**
   * Keeps the card in step with the list, and opens with a model so that Start is one click away.
   */
  private void listed() {
    Optional<Model> shown = card.modelProperty().get();
    if (shown.isPresent()) {
      Optional<ModelRow> now = list.row(shown.get().id());
      now.ifPresent(
          row -> {
            card.show(Optional.of(row.model()));
            if (!table.chosenProperty().get().map(ModelRow::id).equals(Optional.of(row.id()))) {
              table.select(row.id());
            }
          });
      if (now.isEmpty() && !list.rows().isEmpty()) {
        card.show(Optional.empty());
      }
    } else if (!chosenOnce && !list.rows().isEmpty()) {
      Optional<ModelRow> remembered = shell.state().text(SELECTED).flatMap(list::row);
      remembered
          .or(list::first)
          .ifPresent(
              row -> {
                chosenOnce = true;
                table.select(row.id());
              });
    }
  }

  @Override
  public String id() {
    return "models";
  }

  @Override
  public String title() {
    return "Models";
  }

  @Override
  public Ikon icon() {
    return Feather.CPU;
  }

  @Override
  public Node node() {
    return split;
  }

  @Override
  public List<Action> actions() {
    return actions;
  }

  @Override
  public List<String> stylesheets() {
    return List.of("models.css");
  }

  @Override
  public void onShow() {
    memoryWatch.close();
    memoryWatch = service.runs().memory().watch(now -> FxThread.run(() -> memory(now)));
    table.requestFocus();
  }

  @Override
  public void onHide() {
    memoryWatch.close();
    memoryWatch = () -> {};
  }

  @Override
  public boolean back() {
    if (side.getChildren().getFirst() != cardView) {
      showCard();
      return true;
    }
    return listPane.clear();
  }

  @Override
  public void close() {
    memoryWatch.close();
    watches.forEach(Watch::close);
    banner.close();
    transfers.close();
    cardView.close();
    card.close();
    list.close();
    background.shutdown();
  }

  /** Adds dropped model files and folders where they lie; other files are nothing to it. */
  @Override
  public boolean drop(List<Path> paths) {
    boolean taken = shown() || ModelAdding.mayBeModels(paths);
    if (taken) {
      adding.add(paths);
    }
    return taken;
  }

  private boolean shown() {
    return split.getScene() != null;
  }

  /** Comes to the front with a model that was just added. */
  private void reveal(Model model) {
    shell.open().accept(id());
    select(model);
  }

  /** Selects a model and shows its card. */
  void select(Model model) {
    listPane.clear();
    chosenOnce = true;
    if (!table.select(model.id())) {
      card.show(Optional.of(model));
    }
    showCard();
  }

  /** Selects the model that a downloaded file belongs to, once it is listed. */
  private void selectFile(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    list.rows().stream()
        .map(ModelRow::model)
        .filter(
            m ->
                Stream.concat(m.parts().stream(), m.projector().stream())
                    .anyMatch(p -> p.endsWith(name)))
        .max(Comparator.comparingLong(Model::modifiedMillis))
        .ifPresent(this::select);
  }

  private void start(Model model) {
    card.show(Optional.of(model));
    reveal(model);
    card.start();
  }

  /** Writes, selects and starts the sample model. */
  void startSample() {
    adding.sample();
  }

  void askDelete() {
    deleting.ask();
  }

  private void why(Path path) {
    showFolders();
    folders.why(path);
  }

  void showFolders() {
    shell.open().accept(id());
    folders.show(service.shelf().folders().now());
    front(folders);
    folders.focus();
  }

  void showGet() {
    front(get);
    get.focus();
  }

  void showCard() {
    front(cardView);
  }

  private void front(Region panel) {
    Node old = side.getChildren().getFirst();
    if (old == panel) {
      return;
    }
    if (old == cardView) {
      beforePanel.remember(side);
    }
    if (panel == cardView) {
      beforePanel.leave(old, () -> side.getChildren().setAll(panel));
    } else {
      side.getChildren().setAll(panel);
    }
  }

  void focusSearch() {
    listPane.focusSearch();
  }

  void rename() {
    showCard();
    cardView.naming(true);
  }

  private void openSettings() {
    shell.actions().byId("settings.open").ifPresent(Action::perform);
  }

  /** One action a model for the palette: its name and Enter start it. */
  private List<Action> startActions() {
    return list.rows().stream()
        .filter(row -> row.model().startable())
        .map(
            row ->
                Action.of(
                    "models.select." + row.id(),
                    row.model().alias(),
                    row.running() ? "Model, " + row.run().state().words() : "Model",
                    Feather.CPU,
                    () -> {
                      shell.open().accept(id());
                      select(row.model());
                    }))
        .toList();
  }
}
