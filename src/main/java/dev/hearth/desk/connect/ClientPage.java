package dev.hearth.desk.connect;

import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.Columns;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.MessageBox;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Everything about one client; two columns where there is room. */
final class ClientPage extends VBox {
  /** Letters of width from which the test stands beside the text to copy. */
  private static final double ROOM_FOR_TWO = 88;

  private static final double MAIN_SHARE = 62;

  private final SnippetCard snippet;

  /**
   * A page.
   *
   * @param models opens the place where a model's context is set
   */
  ClientPage(
      ConnectModel place,
      ClientModel client,
      FileDialogs dialogs,
      Consumer<Node> reveal,
      Runnable models) {
    getStyleClass().add("client-page");
    snippet = new SnippetCard(client);
    getChildren().add(heading(client));
    if (!client.app().limits().isEmpty()) {
      getChildren().add(new MessageBox(Chip.Tone.WARN, client.app().limits()));
    }
    if (client.app().context() > 0) {
      getChildren().add(new ContextWarning(place.values(), client, models));
    }
    VBox main = new VBox();
    VBox side = new VBox();
    main.getStyleClass().add("page-column");
    main.getChildren().add(snippet);
    client.app().write().ifPresent(w -> main.getChildren().add(new WriteCard(client, reveal)));
    side.getStyleClass().add("page-column");
    client
        .app()
        .launch()
        .ifPresent(l -> side.getChildren().add(new LaunchCard(place, client, dialogs)));
    if (client.trial().possible()) {
      side.getChildren().add(new TrialCard(client, reveal));
    }
    if (!client.app().notes().isEmpty()) {
      side.getChildren().add(notes(client));
    }
    getChildren().add(new Columns(main, side, ROOM_FOR_TWO, MAIN_SHARE));
  }

  SnippetCard snippet() {
    return snippet;
  }

  private static Node heading(ClientModel client) {
    Label name = new Label(client.app().name());
    name.getStyleClass().add("page-title");
    Chip protocol = new Chip(client.protocolText(), Chip.Tone.NEUTRAL);
    Chip seen = new Chip();
    client
        .seenProperty()
        .subscribe(
            words -> {
              boolean was = !words.isEmpty();
              seen.setText(was ? "Seen " + words : "Not seen yet");
              seen.setTone(was ? Chip.Tone.GOOD : Chip.Tone.NEUTRAL);
              seen.setIcon(was ? Feather.CHECK : Feather.CLOCK);
            });
    seen.setId("connect-seen");
    FlowPane top = new FlowPane(name, protocol, seen);
    top.getStyleClass().add("page-head");
    top.setRowValignment(javafx.geometry.VPos.CENTER);
    top.setAlignment(Pos.CENTER_LEFT);
    Label summary = new Label(client.app().summary());
    summary.getStyleClass().add("muted");
    summary.setWrapText(true);
    summary.setMinHeight(USE_PREF_SIZE);
    VBox heading = new VBox(top, summary);
    heading.getStyleClass().add("page-heading");
    return heading;
  }

  private static Node notes(ClientModel client) {
    ActionCard card = new ActionCard(Feather.INFO, "Good to know", client.app().notes().getFirst());
    card.body(client.app().notes().stream().skip(1).map(ClientPage::note).toArray(Node[]::new));
    card.getStyleClass().add("notes-card");
    return card;
  }

  private static Node note(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("caption", "note-text");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
