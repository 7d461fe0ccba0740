package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.exchange.Exchange;
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

/** The exchange as a conversation that grows while the model writes. */
final class ConversationTab implements InspectorTab {
  /** Cards before these are one click away; an agent's hundredth turn has hundreds. */
  private static final int CARDS_AT_FIRST = 40;

  private final VBox list = new VBox();
  private final ScrollPane scroll = new ScrollPane(list);
  private final EmptyState empty =
      new EmptyState(
          Feather.MESSAGE_SQUARE,
          "No conversation here",
          "This request carries no messages. Request / Response shows what it does carry.");
  private final StackPane node = new StackPane(scroll, empty);
  private final Map<String, CardView> views = new HashMap<>();
  private String id = "";
  private byte[] parsed;
  private int parsedBefore;
  private List<Card> messages = List.of();
  private ClientReply reply = new ClientReply();
  private boolean all;

  ConversationTab(Shell shell) {
    list.getStyleClass().add("conversation");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Conversation");
  }

  @Override
  public String id() {
    return "conversation";
  }

  @Override
  public String title() {
    return "Conversation";
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(Subject subject) {
    Exchange exchange = subject.exchange();
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
    if (parsed != exchange.request().bytes() || parsedBefore != subject.messagesBefore()) {
      parsed = exchange.request().bytes();
      parsedBefore = subject.messagesBefore();
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
