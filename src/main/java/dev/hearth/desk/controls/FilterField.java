package dev.hearth.desk.controls;

import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterCompletion;
import dev.hearth.traffic.filter.Suggestion;
import dev.hearth.traffic.filter.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A filter as typed: finished terms become chips, the rest stays text, and what could come next is
 * suggested. Nothing but the user changes what is half typed.
 */
public final class FilterField extends HBox {
  private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.ALL);
  private final List<String> terms = new ArrayList<>();
  private final HBox chips = new HBox();
  private final TextField field = new TextField();
  private final Label problem = new Label();
  private final Suggestions suggestions;
  private boolean changing;

  /**
   * An empty filter.
   *
   * @param layer lies over the place and holds the suggestions
   * @param completion knows what was seen
   */
  public FilterField(Pane layer, Supplier<FilterCompletion> completion) {
    getStyleClass().add("filter-field");
    setAlignment(Pos.CENTER_LEFT);
    FontIcon icon = new FontIcon(Feather.FILTER);
    icon.getStyleClass().add("filter-icon");
    chips.getStyleClass().add("filter-chips");
    chips.setAlignment(Pos.CENTER_LEFT);
    field.setPromptText("Filter: model:qwen  status:failed  attempts:>1  \"words in the text\"");
    field.setAccessibleText("Filter the traffic");
    field.setTooltip(
        new Tooltip(
            "For instance  model:qwen  status:failed  attempts:>1  tool:edit_file  ttft:>2s"
                + "  \"words in the text\"\nA minus before a term leaves out what it matches."));
    field.setId("filter-text");
    HBox.setHgrow(field, Priority.ALWAYS);
    problem.getStyleClass().add("filter-problem");
    problem.setMinWidth(0);
    Button clear = clearButton();
    getChildren().addAll(icon, chips, field, problem, clear);
    suggestions =
        new Suggestions(
            layer,
            () -> completion.get().at(field.getText(), field.getCaretPosition()),
            this::accept);
    field.textProperty().subscribe(this::typed);
    field.focusedProperty().subscribe(this::focusChanged);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
    field.addEventFilter(KeyEvent.KEY_TYPED, this::typedKey);
  }

  /** The filter in force. */
  public ReadOnlyObjectProperty<Filter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  /** The whole filter as text. */
  public String text() {
    return Stream.concat(terms.stream(), Stream.of(field.getText().strip()))
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Replaces the filter. */
  public void setText(String text) {
    changing = true;
    terms.clear();
    Filter parsed = Filter.parse(text);
    if (parsed.problems().isEmpty()) {
      parsed.terms().forEach(t -> terms.add(text.substring(t.from(), t.to())));
      field.clear();
    } else {
      field.setText(text);
    }
    changing = false;
    refresh();
  }

  /** Puts the caret at the end. */
  public void focusField() {
    field.requestFocus();
    field.end();
  }

  /** Whether the caret is in it. */
  public boolean isEditing() {
    return field.isFocused();
  }

  private Button clearButton() {
    Button clear = new Button("", new FontIcon(Feather.X));
    clear.getStyleClass().addAll("flat", "button-icon");
    clear.setAccessibleText("Clear the filter");
    clear.setTooltip(new Tooltip("Clear the filter"));
    clear.visibleProperty().bind(filter.map(f -> !f.text().isEmpty()));
    clear.managedProperty().bind(clear.visibleProperty());
    clear.setOnAction(e -> setText(""));
    return clear;
  }

  private void typed() {
    if (changing) {
      return;
    }
    refresh();
    // The caret follows the text only after this listener.
    FxThread.later(this::suggest);
  }

  /** A blank after a finished term makes it a chip; inside quotes it is a blank. */
  private void typedKey(KeyEvent event) {
    boolean atEnd = field.getCaretPosition() == field.getLength();
    if (event.getCharacter().equals(" ") && atEnd && finished(field.getText().strip())) {
      commit();
      event.consume();
    }
  }

  /** A term is finished when it is understood and no quote is open. */
  private static boolean finished(String text) {
    Filter parsed = Filter.parse(text);
    boolean quotesClosed = text.chars().filter(c -> c == '"').count() % 2 == 0;
    return quotesClosed && !parsed.terms().isEmpty() && parsed.problems().isEmpty();
  }

  private void takeTerms(String text) {
    for (Term term : Filter.parse(text).terms()) {
      terms.add(text.substring(term.from(), term.to()));
    }
  }

  private void refresh() {
    chips.getChildren().setAll(terms.stream().map(this::chip).toList());
    Filter next = Filter.parse(text());
    problem.setText(next.problems().isEmpty() ? "" : next.problems().getFirst().message());
    problem.setVisible(!problem.getText().isEmpty());
    problem.setManaged(problem.isVisible());
    if (!next.text().equals(filter.get().text())) {
      filter.set(next);
    }
  }

  private Button chip(String term) {
    Button chip = new Button(term, new FontIcon(Feather.X));
    chip.getStyleClass().setAll("filter-chip");
    chip.setAccessibleText("Remove the term " + term);
    chip.setMinWidth(USE_PREF_SIZE);
    chip.setMnemonicParsing(false);
    chip.setOnAction(
        e -> {
          terms.remove(term);
          refresh();
          field.requestFocus();
        });
    return chip;
  }

  private void keys(KeyEvent event) {
    if (suggestions.handle(event)) {
      event.consume();
      return;
    }
    if (event.getCode() == KeyCode.BACK_SPACE
        && field.getCaretPosition() == 0
        && field.getSelection().getLength() == 0
        && !terms.isEmpty()) {
      changing = true;
      String last = terms.removeLast();
      field.setText(last + field.getText());
      field.positionCaret(last.length());
      changing = false;
      refresh();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      commit();
      event.consume();
    } else if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
      suggest();
      event.consume();
    }
  }

  private void commit() {
    if (finished(field.getText().strip())) {
      changing = true;
      takeTerms(field.getText().strip());
      field.clear();
      changing = false;
      refresh();
      suggestions.hide();
    }
  }

  private void focusChanged() {
    pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("editing"), field.isFocused());
    if (!field.isFocused()) {
      suggestions.hide();
    }
  }

  private void suggest() {
    if (!field.isFocused() || field.getText().isBlank()) {
      suggestions.hide();
      return;
    }
    suggestions.show(field);
  }

  private void accept(Suggestion suggestion) {
    String next = suggestion.applyTo(field.getText());
    field.setText(next);
    field.positionCaret(suggestion.from() + suggestion.insert().length());
  }
}
