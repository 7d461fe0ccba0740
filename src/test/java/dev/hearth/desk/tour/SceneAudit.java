package dev.hearth.desk.tour;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;

/**
 * Looks through everything that is shown for what a picture shows a person: texts cut off with the
 * rest told nowhere, texts outside of what holds them, texts over one another, and controls without
 * a name for those who hear the window.
 */
public final class SceneAudit {
  /** What rounding to whole pixels and the overhang of letters make. */
  private static final double SLACK = 2;

  /** Letters that tell one name from another. */
  private static final int ENOUGH = 4;

  /** The key under which JavaFX keeps a tooltip that was installed on a plain node. */
  private static final String INSTALLED_TIP = "javafx.scene.control.Tooltip";

  private final Node root;
  private final Set<String> findings = new LinkedHashSet<>();
  private final List<Shown> texts = new ArrayList<>();

  private record Shown(Labeled label, Bounds bounds) {}

  private SceneAudit(Node root) {
    this.root = root;
  }

  /** What is wrong below a node; on the JavaFX thread, after layout. */
  public static List<String> of(Node root) {
    var audit = new SceneAudit(root);
    audit.look(root, audit.bounds(root));
    audit.overlaps();
    return List.copyOf(audit.findings);
  }

  private void look(Node node, Bounds seen) {
    if (!node.isVisible() || node.getOpacity() == 0) {
      return;
    }
    Bounds here = seen;
    if (clips(node)) {
      here = cut(seen, bounds(node));
    }
    if (here.getWidth() <= 0 || here.getHeight() <= 0) {
      return;
    }
    if (node instanceof Labeled labeled) {
      labeled(labeled, here);
    }
    if (node instanceof TextInputControl input) {
      prompt(input);
    }
    if (node instanceof Control control && control.isFocusTraversable()) {
      named(control, here);
    }
    if (node instanceof IndexedCell<?> cell) {
      heard(cell);
    }
    if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        look(child, here);
      }
    }
  }

  private static boolean clips(Node node) {
    return node.getClip() != null || node instanceof ScrollPane || node instanceof VirtualFlow;
  }

  private void labeled(Labeled labeled, Bounds seen) {
    String text = labeled.getText();
    if (inTabMenu(labeled) || headsNothing(labeled)) {
      return;
    }
    if (text == null || text.isBlank() || labeled.getContentDisplay() == null) {
      return;
    }
    Optional<Text> drawn = drawn(labeled);
    if (drawn.isEmpty()) {
      return;
    }
    Bounds bounds = bounds(drawn.get());
    if (cut(seen, bounds).getWidth() < SLACK || cut(seen, bounds).getHeight() < SLACK) {
      // Scrolled out of sight, unless there is no way to scroll it in.
      if (bounds.getWidth() > SLACK && !reachable(labeled)) {
        findings.add("out of reach: " + words(labeled));
      }
      return;
    }
    boolean shortened = !drawn.get().getText().equals(text);
    if (shortened && !mayBeCut(labeled, text, drawn.get().getText())) {
      findings.add("cut off: " + words(labeled) + " shows \"" + drawn.get().getText() + "\"");
    }
    double over = bounds.getMaxX() - seen.getMaxX();
    double under = seen.getMinX() - bounds.getMinX();
    if (Math.max(over, under) > SLACK && !scrolls(labeled, true)) {
      findings.add("outside by %.0f: %s".formatted(Math.max(over, under), words(labeled)));
    }
    double below = bounds.getMaxY() - seen.getMaxY();
    double above = seen.getMinY() - bounds.getMinY();
    if (Math.max(below, above) > SLACK && !scrolls(labeled, false)) {
      findings.add("outside down by %.0f: %s".formatted(Math.max(below, above), words(labeled)));
    }
    texts.add(new Shown(labeled, cut(seen, bounds)));
  }

  /** The headings of a table without rows cannot be scrolled, and say nothing yet. */
  private static boolean headsNothing(Node node) {
    return within(node, TableColumnHeader.class)
        && (holder(node, TableView.class).filter(t -> t.getItems().isEmpty()).isPresent());
  }

  private static <N extends Node> Optional<N> holder(Node node, Class<N> kind) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (kind.isInstance(n)) {
        return Optional.of(kind.cast(n));
      }
    }
    return Optional.empty();
  }

  /** Tabs that have no room are in the menu at the end of their row. */
  private static boolean inTabMenu(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n.getStyleClass().contains("tab-header-area")) {
        return n.lookupAll(".control-buttons-tab").stream()
            .anyMatch(b -> b.isVisible() && b.getLayoutBounds().getWidth() > 0);
      }
    }
    return false;
  }

  /** Whether the whole text can be had: by a tooltip of its own or of what holds it. */
  private static boolean told(Labeled labeled, String text) {
    for (Node n = labeled; n != null; n = n.getParent()) {
      Tooltip tip = n instanceof Control c ? c.getTooltip() : null;
      Object installed = n.getProperties().get(INSTALLED_TIP);
      if (tip == null && installed instanceof Tooltip plain) {
        tip = plain;
      }
      if (tip != null && tip.getText() != null && tip.getText().contains(text.strip())) {
        return true;
      }
      if (n instanceof IndexedCell) {
        return false;
      }
    }
    return false;
  }

  /**
   * Names, paths and what cells hold may be longer than their place: then enough of them is shown
   * to tell them apart, and all of them where the mouse rests. What things are called may not.
   */
  private static boolean mayBeCut(Labeled labeled, String text, String shown) {
    boolean data =
        told(labeled, text)
            || labeled instanceof Label
                && !(labeled instanceof dev.hearth.desk.controls.Chip)
                && (labeled.getTextOverrun() == OverrunStyle.CENTER_ELLIPSIS
                    || within(labeled, IndexedCell.class))
            || labeled instanceof IndexedCell;
    return data && shown.length() - labeled.getEllipsisString().length() >= ENOUGH;
  }

  private static Optional<Text> drawn(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        // An icon is drawn as a letter of its own font.
        .filter(t -> t.isVisible() && t != labeled.getGraphic())
        .findFirst();
  }

  private void prompt(TextInputControl input) {
    String prompt = input.getPromptText();
    boolean shown = input.getText() == null || input.getText().isEmpty();
    if (!shown || prompt == null || prompt.isEmpty() || input.getWidth() == 0) {
      return;
    }
    input.lookupAll(".text").stream()
        .filter(n -> n instanceof Text t && t.getText().equals(prompt) && n.isVisible())
        .findFirst()
        .ifPresent(
            n -> {
              double room = input.getWidth() - input.getInsets().getLeft();
              if (n.getLayoutBounds().getWidth() > room && !promptTold(input)) {
                findings.add("prompt cut off: \"" + prompt + "\"");
              }
            });
  }

  private static boolean promptTold(TextInputControl input) {
    return input.getTooltip() != null;
  }

  /** Every control that takes the focus says what it is. */
  private void named(Control control, Bounds seen) {
    if (cut(seen, bounds(control)).getWidth() <= 0) {
      return;
    }
    boolean needs =
        control instanceof ButtonBase
            || control instanceof TextInputControl
            || control instanceof ChoiceBox
            || control instanceof ComboBoxBase
            || control instanceof Slider
            || control instanceof ListView
            || control instanceof TableView
            || control instanceof TreeView
            || control instanceof TreeTableView
            || control instanceof atlantafx.base.controls.ToggleSwitch;
    if (needs && !named(control)) {
      findings.add("no name: " + describe(control));
    }
  }

  /** A cell that shows words says some; rows are heard cell by cell. */
  private void heard(IndexedCell<?> cell) {
    boolean row = cell instanceof TableRow || cell instanceof TreeTableRow;
    if (row || cell.isEmpty() || filled(cell.getAccessibleText()) || filled(cell.getText())) {
      return;
    }
    cell.lookupAll(".text").stream()
        .filter(t -> t instanceof Text text && text.isVisible() && filled(text.getText()))
        .findFirst()
        .ifPresent(t -> findings.add("shown, not said: " + describe(cell)));
  }

  /** Whether a node has a name of its own, by its words, or by a label for it. */
  static boolean named(Node node) {
    return filled(node.getAccessibleText())
        || node instanceof Labeled l && filled(l.getText())
        || node.getScene() != null && labelled(node);
  }

  private static boolean labelled(Node node) {
    return node.getScene().getRoot().lookupAll(".label").stream()
        .anyMatch(n -> n instanceof Label l && l.getLabelFor() == node && filled(l.getText()));
  }

  private static boolean filled(String text) {
    return text != null && !text.isBlank();
  }

  private void overlaps() {
    for (int i = 0; i < texts.size(); i++) {
      for (int j = i + 1; j < texts.size(); j++) {
        Bounds both = cut(texts.get(i).bounds(), texts.get(j).bounds());
        if (both.getWidth() > SLACK
            && both.getHeight() > SLACK
            && sameLayer(texts.get(i).label(), texts.get(j).label())) {
          findings.add(
              "over one another: "
                  + words(texts.get(i).label())
                  + " and "
                  + words(texts.get(j).label()));
        }
      }
    }
  }

  /** A panel over the window covers what is below it, and is meant to. */
  private static boolean sameLayer(Node a, Node b) {
    return layer(a) == layer(b);
  }

  private static Node layer(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n.getStyleClass().contains("overlay")
          || n.getStyleClass().contains("follow-pill")
          || n.getStyleClass().contains("suggestions")) {
        return n;
      }
    }
    return null;
  }

  /** Whether what holds a node can be scrolled to it. */
  private static boolean reachable(Node node) {
    return scrolls(node, true) || scrolls(node, false);
  }

  private static boolean scrolls(Node node, boolean sideways) {
    for (Node n = node.getParent(); n != null; n = n.getParent()) {
      if (n instanceof ScrollPane pane) {
        boolean never =
            (sideways ? pane.getHbarPolicy() : pane.getVbarPolicy())
                == ScrollPane.ScrollBarPolicy.NEVER;
        if (!never && !(sideways && pane.isFitToWidth() && !barShown(pane, true))) {
          return true;
        }
      }
      if (n instanceof VirtualFlow || n.getClass().getName().contains("VirtualFlow")) {
        if (!sideways || barShown((Parent) n, true)) {
          return true;
        }
      }
      if (sideways
          && (n instanceof TableView || n instanceof TreeTableView)
          && barShown((Parent) n, true)) {
        return true;
      }
      if (n.getClass().getName().contains("TabHeaderSkin")
          || n.getClass().getName().contains("TabHeaderArea")) {
        return false;
      }
    }
    return false;
  }

  private static boolean barShown(Parent parent, boolean sideways) {
    return parent.lookupAll(".scroll-bar").stream()
        .anyMatch(
            n ->
                n instanceof ScrollBar bar
                    && bar.isVisible()
                    && (bar.getOrientation() == javafx.geometry.Orientation.HORIZONTAL)
                        == sideways);
  }

  private static boolean within(Node node, Class<?> kind) {
    for (Node n = node.getParent(); n != null; n = n.getParent()) {
      if (kind.isInstance(n)) {
        return true;
      }
    }
    return false;
  }

  private Bounds bounds(Node node) {
    return root.sceneToLocal(node.localToScene(node.getLayoutBounds()));
  }

  private static Bounds cut(Bounds a, Bounds b) {
    double x = Math.max(a.getMinX(), b.getMinX());
    double y = Math.max(a.getMinY(), b.getMinY());
    return new BoundingBox(
        x,
        y,
        Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
        Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
  }

  private static String words(Labeled labeled) {
    String text = labeled.getText();
    return "\""
        + (text.length() > 60 ? text.substring(0, 60) + "…" : text)
        + "\" ("
        + describe(labeled)
        + ")";
  }

  /** Where a node stands, for those who look for it. */
  static String describe(Node node) {
    List<String> path = new ArrayList<>();
    for (Node n = node; n != null && path.size() < 4; n = n.getParent()) {
      String id = n.getId() == null ? "" : "#" + n.getId();
      String classes = n.getStyleClass().stream().map(c -> "." + c).collect(Collectors.joining());
      if (!id.isEmpty() || !classes.isEmpty()) {
        path.add(n.getClass().getSimpleName() + id + classes);
      }
    }
    return String.join(" < ", path);
  }
}
