package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.controls.InlineFlow;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Verdict;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A card of the conversation on the screen; shows a later state of the same card in place. */
final class CardView extends VBox {
  /** Beyond this a card is folded; people scan conversations, they do not read them. */
  private static final int FOLD_CHARS = 900;

  private static final int FOLD_LINES = 12;

  private Card card;
  private boolean open;

  CardView(Card card) {
    getStyleClass().add("card");
    update(card);
  }

  void update(Card next) {
    if (next.equals(card)) {
      return;
    }
    card = next;
    draw();
  }

  private void draw() {
    getStyleClass().setAll("card");
    switch (card) {
      case Card.Speech s -> speech(s);
      case Card.Thought t -> thought(t);
      case Card.Call c -> call(c);
      case Card.Remark r -> remark(r);
    }
  }

  private void speech(Card.Speech s) {
    getStyleClass().add("card-" + s.role().name().toLowerCase(java.util.Locale.ROOT));
    String name =
        switch (s.role()) {
          case SYSTEM -> "System";
          case USER -> "User";
          case ASSISTANT -> "Model";
          case TOOL -> "Tool";
          case SERVER -> "What the model server said";
        };
    Ikon icon =
        switch (s.role()) {
          case SYSTEM -> Feather.SETTINGS;
          case USER -> Feather.USER;
          case ASSISTANT -> Feather.CPU;
          case TOOL -> Feather.TOOL;
          case SERVER -> Feather.SERVER;
        };
    getChildren().setAll(head(icon, name, s.text(), s.fresh(), s.live()));
    boolean quiet = s.role() == Card.Role.SYSTEM;
    body(s.text(), quiet ? 160 : FOLD_CHARS, quiet ? 3 : FOLD_LINES, s.live());
    if (!s.pictures().isEmpty()) {
      FlowPane pictures = new FlowPane(8, 8);
      s.pictures().forEach(p -> pictures.getChildren().add(new PictureView(p)));
      getChildren().add(pictures);
    }
  }

  private void thought(Card.Thought t) {
    getStyleClass().add("card-thought");
    getChildren().setAll(head(Feather.CLOUD, "Thinking", t.text(), t.fresh(), t.live()));
    body(t.text(), 300, 4, t.live());
  }

  private void call(Card.Call c) {
    getStyleClass().add("card-call");
    HBox head = head(Feather.TOOL, c.name(), c.arguments(), c.fresh(), c.live());
    if (c.verdict() != Verdict.UNJUDGED) {
      head.getChildren().add(2, VerdictLook.of(c.verdict()).chip());
    }
    getChildren().setAll(head, code(c.arguments().isBlank() ? "no arguments" : c.arguments()));
    if (c.answered()) {
      Label title = new Label(c.failed() ? "Failed with" : "Result");
      title.getStyleClass().addAll("caption", c.failed() ? "bad" : "muted");
      getChildren().addAll(title, code(c.result()));
    }
  }

  private void remark(Card.Remark r) {
    getStyleClass().add(r.bad() ? "card-problem" : "card-remark");
    Label text = new Label(r.text(), new FontIcon(r.bad() ? Feather.ALERT_TRIANGLE : Feather.INFO));
    text.setWrapText(true);
    getChildren().setAll(text);
  }

  private HBox head(Ikon icon, String name, String copied, boolean fresh, boolean live) {
    Label title = new Label(name, new FontIcon(icon));
    title.getStyleClass().add("card-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(title);
    head.getStyleClass().add("card-head");
    head.setAlignment(Pos.CENTER_LEFT);
    if (fresh) {
      head.getChildren().add(new Chip("new", Chip.Tone.ACCENT));
    }
    if (live) {
      head.getChildren().add(new Chip("live", Chip.Tone.ACCENT, Feather.RADIO));
    }
    head.getChildren().addAll(gap, new CopyButton("Copy the text", () -> copied));
    return head;
  }

  private void body(String text, int foldChars, int foldLines, boolean live) {
    // What is being written is watched at its end, so a live text is cut at the front.
    String shown = text;
    boolean folded = !open && tooLong(text, foldChars, foldLines);
    if (folded) {
      shown = live ? tail(text, foldChars) : beginning(text, foldChars, foldLines);
    }
    for (MarkedText.Part part : MarkedText.parts(shown)) {
      getChildren().add(part.code() ? codeLabel(part.text()) : prose(part.text()));
    }
    if (folded || open) {
      getChildren().add(toggle(text.length()));
    }
  }

  private Node code(String text) {
    boolean folded = !open && tooLong(text, FOLD_CHARS, FOLD_LINES);
    VBox box = new VBox(codeLabel(folded ? beginning(text, FOLD_CHARS, FOLD_LINES) : text));
    if (folded || open) {
      box.getChildren().add(toggle(text.length()));
    }
    return box;
  }

  private Hyperlink toggle(int length) {
    Hyperlink link =
        new Hyperlink(open ? "Show less" : "Show all " + Amounts.count(length) + " characters");
    link.getStyleClass().add("fold-link");
    link.setOnAction(
        e -> {
          open = !open;
          draw();
        });
    return link;
  }

  private static InlineFlow prose(String text) {
    return new InlineFlow(text, "card-text");
  }

  private static Label codeLabel(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("card-code");
    return label;
  }

  private static boolean tooLong(String text, int chars, int lines) {
    return text.length() > chars * 1.3 || text.lines().limit(lines * 2L).count() > lines * 1.3;
  }

  private static String beginning(String text, int chars, int lines) {
    List<String> first = text.lines().limit(lines).toList();
    String joined = String.join("\n", first);
    return (joined.length() > chars ? joined.substring(0, chars) : joined).stripTrailing() + " …";
  }

  private static String tail(String text, int chars) {
    return "… " + text.substring(Math.max(0, text.length() - chars));
  }
}
