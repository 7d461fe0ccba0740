package dev.hearth.desk.controls;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Text with colours, marks and search; only the visible lines exist as nodes. */
public final class CodeView extends VBox {
  private final CodeArea area = new CodeArea();
  private final TextField query = new TextField();
  private final Label count = new Label();
  private final HBox searchBar;
  private final Label note = new Label();
  private String original = "";
  private List<Highlight.Span> colours = List.of();
  private List<Highlight.Span> marks = List.of();
  private List<Integer> hits = List.of();
  private int hit = -1;

  /** A read-only view. */
  public CodeView() {
    this(false);
  }

  /** A view that may be edited; colours follow the typing. */
  public CodeView(boolean editable) {
    getStyleClass().add("code-view");
    area.setEditable(editable);
    area.setWrapText(true);
    area.getStyleClass().add("code-text");
    area.setContextMenu(menu());
    if (editable) {
      area.textProperty().subscribe(t -> colour(t, Highlight.Language.JSON));
    }
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnTab);
    searchBar = searchBar();
    note.getStyleClass().add("code-note");
    note.setWrapText(true);
    VirtualizedScrollPane<CodeArea> scroll = new VirtualizedScrollPane<>(area);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(searchBar, scroll, note);
    hide(note);
    hide(searchBar);
    addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
  }

  /** Shows a text, indented when it is JSON. */
  public void show(String text) {
    show(text, ShownText.of(text));
  }

  /** Shows a text of a known language as it is. */
  public void show(String text, Highlight.Language language) {
    show(text, ShownText.of(text, language));
  }

  /** Shows a prepared text; copying everything gives the original. */
  public void show(String whole, ShownText shown) {
    original = whole;
    if (!area.getText().equals(shown.text())) {
      replace(shown.text());
      marks = List.of();
      colour(shown.text(), shown.language());
      search();
    }
    note.setText(shown.note());
    note.setVisible(!shown.note().isEmpty());
    note.setManaged(note.isVisible());
  }

  /** Replaces the text of an editable view. */
  public void setText(String text) {
    original = text;
    area.replaceText(text);
    area.moveTo(0);
    area.requestFollowCaret();
    area.getUndoManager().forgetHistory();
  }

  /** The text in the view. */
  public String getText() {
    return area.getText();
  }

  /** The text in the view as it changes. */
  public ObservableValue<String> textProperty() {
    return area.textProperty();
  }

  /**
   * Marks stretches over the colours, for instance {@code code-bad}; the first is brought into
   * view.
   */
  public void mark(List<Highlight.Span> stretches) {
    marks = List.copyOf(stretches);
    restyle();
    if (!marks.isEmpty()) {
      area.moveTo(marks.getFirst().from());
      area.requestFollowCaret();
    }
  }

  /** Opens the search line. */
  public void openSearch() {
    searchBar.setVisible(true);
    searchBar.setManaged(true);
    query.requestFocus();
    query.selectAll();
  }

  /** Named to screen readers. */
  public CodeView named(String name) {
    area.setAccessibleText(name);
    return this;
  }

  /** Sets the height to so many lines, for a view among other things. */
  public void setLines(int lines) {
    setStyle("-fx-pref-height: " + (lines * 1.42 + 1.2) + "em; -fx-min-height: 4em;");
  }

  private void replace(String text) {
    area.replaceText(text);
    area.moveTo(0);
    area.requestFollowCaret();
    area.getUndoManager().forgetHistory();
  }

  private void colour(String text, Highlight.Language language) {
    colours = text.length() > ShownText.LONGEST_TEXT ? List.of() : Highlight.of(text, language);
    restyle();
  }

  /** Colours, marks and search hits laid over each other, each character with all its classes. */
  private void restyle() {
    int length = area.getLength();
    if (length == 0) {
      return;
    }
    List<Highlight.Span> over = new ArrayList<>(marks);
    int word = query.getText().length();
    for (int i = 0; i < hits.size(); i++) {
      over.add(
          new Highlight.Span(
              hits.get(i), hits.get(i) + word, i == hit ? "code-hit-current" : "code-hit"));
    }
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    Layers.flatten(colours, over, length).forEach(s -> spans.add(s.styles(), s.to() - s.from()));
    area.setStyleSpans(0, spans.create());
  }

  private HBox searchBar() {
    query.setPromptText("Find");
    query.setAccessibleText("Find in this text");
    query.textProperty().subscribe(this::search);
    HBox.setHgrow(query, Priority.ALWAYS);
    query.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            step(e.isShiftDown() ? -1 : 1);
            e.consume();
          }
        });
    count.getStyleClass().add("muted");
    count.setMinWidth(USE_PREF_SIZE);
    HBox bar =
        new HBox(
            query,
            count,
            icon("Previous hit", Feather.CHEVRON_UP, () -> step(-1)),
            icon("Next hit", Feather.CHEVRON_DOWN, () -> step(1)),
            icon("Close the search", Feather.X, this::closeSearch));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("search-bar");
    return bar;
  }

  private static Button icon(String what, Feather code, Runnable run) {
    Button button = new Button("", new FontIcon(code));
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    button.setAccessibleText(what);
    button.setTooltip(new Tooltip(what));
    button.setFocusTraversable(false);
    button.setOnAction(e -> run.run());
    return button;
  }

  private void search() {
    hits = searchBar.isVisible() ? TextSearch.find(area.getText(), query.getText()) : List.of();
    hit = hits.isEmpty() ? -1 : 0;
    tellHit();
  }

  private void step(int by) {
    if (!hits.isEmpty()) {
      hit = Math.floorMod(hit + by, hits.size());
      tellHit();
    }
  }

  private void tellHit() {
    if (query.getText().isEmpty()) {
      count.setText("");
    } else {
      count.setText(hits.isEmpty() ? "Nothing found" : (hit + 1) + " of " + hits.size());
    }
    restyle();
    if (hit >= 0) {
      area.moveTo(hits.get(hit));
      area.requestFollowCaret();
    }
  }

  private void closeSearch() {
    hide(searchBar);
    search();
    area.requestFocus();
  }

  private void keys(KeyEvent event) {
    if (KeyCombination.keyCombination("Shortcut+F").match(event)
        || (event.getCode() == KeyCode.SLASH && !area.isEditable() && area.isFocused())) {
      openSearch();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && searchBar.isVisible()) {
      closeSearch();
      event.consume();
    }
  }

  /** Tab leaves the field as everywhere else; indenting is not worth a keyboard trap. */
  private void leaveOnTab(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB) {
      event.consume();
      area.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }
  }

  private ContextMenu menu() {
    MenuItem copy = new MenuItem("Copy");
    copy.setOnAction(e -> area.copy());
    MenuItem all = new MenuItem("Copy all");
    all.setOnAction(e -> Clips.copy(area.isEditable() ? area.getText() : original));
    MenuItem find = new MenuItem("Find…");
    find.setOnAction(e -> openSearch());
    return new ContextMenu(copy, all, find);
  }

  private static void hide(javafx.scene.Node node) {
    node.setVisible(false);
    node.setManaged(false);
  }

  /** Lays spans over one another. */
  static final class Layers {
    /** A stretch with all its styles. */
    record Run(int from, int to, Collection<String> styles) {}

    private Layers() {}

    static List<Run> flatten(List<Highlight.Span> below, List<Highlight.Span> above, int length) {
      TreeSet<Integer> cuts = new TreeSet<>(Set.of(0, length));
      above.forEach(s -> addCuts(cuts, s, length));
      List<Highlight.Span> marks =
          above.stream().sorted(Comparator.comparingInt(Highlight.Span::from)).toList();
      List<Run> runs = new ArrayList<>();
      int at = 0;
      for (Highlight.Span span : below) {
        if (span.from() >= at && span.to() <= length) {
          slice(cuts, marks, at, span.from(), List.of(), runs);
          slice(cuts, marks, span.from(), span.to(), List.of(span.styleClass()), runs);
          at = span.to();
        }
      }
      slice(cuts, marks, at, length, List.of(), runs);
      return runs;
    }

    private static void addCuts(TreeSet<Integer> cuts, Highlight.Span span, int length) {
      cuts.add(Math.clamp(span.from(), 0, length));
      cuts.add(Math.clamp(span.to(), 0, length));
    }

    private static void slice(
        TreeSet<Integer> cuts,
        List<Highlight.Span> marks,
        int from,
        int to,
        List<String> style,
        List<Run> runs) {
      int at = from;
      while (at < to) {
        Integer next = cuts.higher(at);
        int end = next == null ? to : Math.min(to, next);
        List<String> styles = new ArrayList<>(style);
        for (Highlight.Span mark : marks) {
          if (mark.from() > at) {
            break;
          }
          if (mark.to() > at) {
            styles.add(mark.styleClass());
          }
        }
        runs.add(new Run(at, end, styles));
        at = end;
      }
    }
  }
}
