package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.services.JournalService;
import dev.hearth.desk.services.JournalStatus;
import dev.hearth.desk.services.ReplayService;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.TrafficFiles;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.TrafficAddition;
import dev.hearth.desk.traffic.TrafficView;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.JournalState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the journal adds to the Traffic place. */
public final class JournalAddition implements TrafficAddition {
  private static final String GROUP = "Traffic";

  private final Shell shell;
  private final JournalService journal;
  private final TrafficFiles files;
  private final ReplayService replays;
  private final Threads threads;
  private final InstantSource clock;
  private final Path folder;
  private final VBox banner = new VBox();
  private final Button kept = new Button();
  private final Chip chip = new Chip();

  /**
   * @param folder where exported files go unless the user says otherwise
   */
  public JournalAddition(
      Shell shell,
      JournalService journal,
      TrafficFiles files,
      ReplayService replays,
      Threads threads,
      InstantSource clock,
      Path folder) {
    this.shell = shell;
    this.journal = journal;
    this.files = files;
    this.replays = replays;
    this.threads = threads;
    this.clock = clock;
    this.folder = folder;
  }

  @Override
  public Parts addTo(TrafficView view) {
    List<Action> actions = actions(view);
    banner.getStyleClass().add("journal-banner");
    banner.setMinHeight(Region.USE_PREF_SIZE);
    Button summary = button(actions.get(0));
    Button export = button(actions.get(1));
    kept.setId("journal-state");
    kept.getStyleClass().addAll("flat", "journal-state");
    kept.setGraphic(chip);
    kept.setMinWidth(Region.USE_PREF_SIZE);
    kept.setOnAction(e -> toggleIncognito());
    Watch watch = journal.status().watch(s -> threads.fx().execute(() -> tell(s)));
    return new Parts(
        actions,
        Set.of(
            "traffic.replay-times",
            "traffic.replays",
            "traffic.source",
            "traffic.compare-source",
            "traffic.export"),
        List.of(kept, summary, export),
        List.of(banner),
        List.of("cards.css", "journal.css"),
        watch::close);
  }

  private List<Action> actions(TrafficView view) {
    List<Action> all =
        new ArrayList<>(
            List.of(
                of("summary", "Show the summary", Feather.BAR_CHART_2, () -> summary(view)).on("S"),
                of("export", "Export…", Feather.DOWNLOAD, () -> export(view)).on("Shortcut+E"),
                of("import", "Import…", Feather.UPLOAD, () -> read(view)).on("Shortcut+I"),
                of("incognito", "Incognito on or off", Feather.EYE_OFF, this::toggleIncognito)
                    .on("Shortcut+Shift+N")));
    all.addAll(new ReplayActions(shell, replays, threads, view).list());
    return all;
  }

  private static Action of(String id, String title, Feather icon, Runnable run) {
    return Action.of("traffic." + id, title, GROUP, icon, run);
  }

  private static Button button(Action action) {
    Button button = new Button("", new FontIcon(action.icon()));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setId("bar-" + action.id().replace('.', '-'));
    button.setAccessibleText(action.title());
    button.setTooltip(new Tooltip(action.title() + "  " + action.keyText()));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> action.perform());
    return button;
  }

  private void tell(JournalStatus status) {
    KeptWords words = KeptWords.of(status, clock.instant());
    chip.setText(words.text());
    chip.setTone(words.tone());
    chip.setIcon(icon(status.state().kind()));
    kept.setAccessibleText("Journal: " + words.text());
    Tooltip tip = new Tooltip(words.detail() + "\nPress to switch incognito on or off.");
    kept.setTooltip(tip);
    banner.getChildren().clear();
    words
        .warning()
        .map(w -> warning(w, status.state().kind()))
        .ifPresent(box -> banner.getChildren().add(scrolling(box)));
  }

  /** A long warning in large letters must leave room for the table. */
  private static TallScroll scrolling(MessageBox box) {
    TallScroll scroll = new TallScroll(box, "Warning");
    scroll.getStyleClass().add("banner-scroll");
    scroll
        .focusTraversableProperty()
        .bind(box.heightProperty().greaterThan(scroll.heightProperty().add(1)));
    return scroll;
  }

  private MessageBox warning(KeptWords.Warning warning, JournalState.Kind kind) {
    if (kind != JournalState.Kind.INCOGNITO) {
      return new FoldingWarning(warning.tone(), warning.text()).box();
    }
    Button end = new Button("End incognito");
    end.setMinWidth(Region.USE_PREF_SIZE);
    end.setOnAction(e -> toggleIncognito());
    return new MessageBox(warning.tone(), warning.text(), end);
  }

  private static Feather icon(JournalState.Kind kind) {
    return switch (kind) {
      case RECORDING, METADATA -> Feather.DATABASE;
      case INCOGNITO -> Feather.EYE_OFF;
      case OFF, CLOSED -> Feather.SLASH;
      case FAILED -> Feather.ALERT_TRIANGLE;
    };
  }

  private void toggleIncognito() {
    boolean on = journal.status().now().state().kind() != JournalState.Kind.INCOGNITO;
    threads.background().execute(() -> journal.incognito(on));
  }

  private void summary(TrafficView view) {
    Filter filter = view.filterProperty().get();
    view.showPage(
        new SummaryPage(
            new SummaryModel(journal, threads, filter),
            shell.theme().paletteProperty(),
            view::filter,
            view::closePage));
  }

  private void export(TrafficView view) {
    ExportModel model =
        new ExportModel(
            files, threads, view.chosenProperty().get(), view.filterProperty().get(), folder);
    shell
        .overlay()
        .show(
            new ExportPanel(model, shell.dialogs(), shell.overlay()::close),
            Pos.CENTER,
            () -> model.work().cancel());
  }

  private void read(TrafficView view) {
    shell
        .overlay()
        .show(
            new ImportPanel(
                files,
                threads,
                shell.dialogs(),
                () -> {
                  shell.overlay().close();
                  view.filter("is:imported");
                },
                shell.overlay()::close));
  }
}
