package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Above the inspector: which request this one repeats, and which repeat it; wraps when narrow. */
final class LinksBar extends FlowPane {
  private final Shell shell;
  private final TrafficModel model;
  private final Consumer<String> reveal;
  private final Consumer<String> filter;

  /**
   * @param reveal chooses an exchange's row
   * @param filter replaces the filter
   */
  LinksBar(Shell shell, TrafficModel model, Consumer<String> reveal, Consumer<String> filter) {
    this.shell = shell;
    this.model = model;
    this.reveal = reveal;
    this.filter = filter;
    getStyleClass().add("links-bar");
    setId("replay-links");
    setAlignment(Pos.CENTER_LEFT);
    show(false);
  }

  /** Shows the links of an exchange, and nothing where there are none. */
  void show(ExchangeSummary of) {
    getChildren().clear();
    if (!of.replayOf().isEmpty()) {
      getChildren().addAll(new Chip("Replay", Chip.Tone.VIOLET, Feather.REPEAT), word("of"));
      getChildren().add(source(of.replayOf()));
      shell
          .actions()
          .byId("traffic.compare-source")
          .ifPresent(a -> getChildren().add(deed("Compare with it", a)));
    }
    List<ExchangeSummary> replays = model.replays().of(of.id());
    if (!replays.isEmpty()) {
      getChildren().add(new FontIcon(Feather.GIT_BRANCH));
      getChildren().add(word("Replayed at"));
      replays.stream()
          .limit(ReplayLinks.MOST_SHOWN)
          .forEach(r -> getChildren().add(link(TrafficColumns.time(r), r.id())));
      getChildren().add(all(of.id()));
    }
    show(!getChildren().isEmpty());
  }

  private void show(boolean something) {
    setVisible(something);
    setManaged(something);
  }

  private Node source(String id) {
    String words =
        model
            .row(id)
            .map(TrafficRow::summary)
            .map(s -> TrafficColumns.time(s) + "  " + s.caller().client())
            .orElse("an earlier request");
    Hyperlink link = link(words, id);
    link.setId("replay-source");
    return link;
  }

  private Hyperlink link(String words, String id) {
    Hyperlink link = plain(words);
    link.setOnAction(e -> reveal.accept(id));
    return link;
  }

  private Hyperlink all(String source) {
    Hyperlink link = plain("Show them in the table");
    link.setId("replay-all");
    link.setOnAction(e -> filter.accept(Filter.exactly(FilterKey.REPLAY, source)));
    return link;
  }

  private static Hyperlink deed(String words, Action action) {
    Hyperlink link = plain(words);
    link.setId("replay-compare");
    link.setOnAction(e -> action.perform());
    return link;
  }

  private static Hyperlink plain(String words) {
    Hyperlink link = new Hyperlink(words);
    link.getStyleClass().add("group-link");
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setMnemonicParsing(false);
    // It leads somewhere each time; nothing is worth remembering of a visit.
    link.visitedProperty().subscribe(v -> link.setVisited(false));
    return link;
  }

  private static Label word(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }
}
