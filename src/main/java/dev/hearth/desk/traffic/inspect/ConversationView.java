package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** An exchange as a conversation that grows while the model writes. */
public final class ConversationView extends StackPane {
  /** Cards before these are one click away; an agent's hundredth turn has hundreds. */
  private static final int CARDS_AT_FIRST = 40;

  private final VBox list = new VBox();
  private final ScrollPane scroll = new ScrollPane(list);
  private EmptyState empty =
      new EmptyState(
          Feather.MESSAGE_SQUARE,
          "No conversation here",
          "This request carries no messages. Request / Response shows what it does carry.");
  private final Map<String, CardView> views = new HashMap<>();
  private String id = "";
  private byte[] parsed;
  private int parsedBefore;
  private List<Card> messages = List.of();
  private ClientReply reply = new ClientReply();
  private boolean all;

  public ConversationView() {
    getChildren().addAll(scroll, empty);
    empty.setVisible(false);
    list.getStyleClass().add("conversation");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Conversation");
  }

  /** What the model has said to the client so far. */
  public String said() {
    return reply.text();
  }

  /** What the model has called so far. */
  public List<ToolCall> calls() {
    return reply.calls();
  }

  /** Other words for when there is nothing yet. */
  public void sayWhenEmpty(String title, String text) {
    getChildren().remove(empty);
    empty = new EmptyState(Feather.MESSAGE_SQUARE, title, text);
    getChildren().add(empty);
    scroll.setVisible(false);
  }

  /** Shows nothing. */
  public void clear() {
    id = "";
    views.clear();
    list.getChildren().clear();
    reply = new ClientReply();
  }

  /** Shows an exchange, which may be the same one further on. */
  public void show(Exchange exchange, int messagesBefore) {
    boolean another = !exchange.id().equals(id);
    boolean atEnd =
        another || scroll.getVvalue() >= 0.985 || list.getHeight() <= scroll.getHeight();
    if (another) {
      id = exchange.id();
      views.clear();
      reply = new ClientReply();
      all = false;
      parsed = null;
    }
    if (parsed != exchange.request().bytes() || parsedBefore != messagesBefore) {
      parsed = exchange.request().bytes();
      parsedBefore = messagesBefore;
      messages = MessageCards.of(exchange.request(), parsedBefore);
    }
    reply.read(exchange.answer());
    List<Card> cards = new ArrayList<>(messages);
    cards.addAll(ReplyCards.of(exchange, reply));
    draw(cards);
    empty.setVisible(cards.isEmpty());
    scroll.setVisible(!cards.isEmpty());
    if (atEnd) {
      scrollToEnd();
    }
  }

  private void draw(List<Card> cards) {
    int from = all ? 0 : Math.max(0, cards.size() - CARDS_AT_FIRST);
    List<Node> nodes = new ArrayList<>();
    if (from > 0) {
      Hyperlink earlier = new Hyperlink("Show " + from + " earlier");
      earlier.setOnAction(
          e -> {
            all = true;
            draw(cards);
          });
      nodes.add(earlier);
    }
    for (Card card : cards.subList(from, cards.size())) {
      CardView view = views.computeIfAbsent(card.key(), k -> new CardView(card));
      view.update(card);
      nodes.add(view);
    }
    if (!list.getChildren().equals(nodes)) {
      list.getChildren().setAll(nodes);
    }
  }

  private void scrollToEnd() {
    scroll.applyCss();
    scroll.layout();
    scroll.setVvalue(1);
  }
}
