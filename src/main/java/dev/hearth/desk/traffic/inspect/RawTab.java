package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.Highlight;
import dev.hearth.desk.controls.ShownText;
import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;

/** Everything that went over the wire, in order, as text. */
final class RawTab implements InspectorTab {
  private final CodeView view = new CodeView().named("Everything as text");
  private String shown = "";

  @Override
  public Node node() {
    return view;
  }

  @Override
  public boolean openSearch() {
    view.openSearch();
    return true;
  }

  @Override
  public void show(Subject subject) {
    Exchange exchange = subject.exchange();
    List<Hop> hops = Hop.of(exchange);
    String state =
        exchange.id()
            + exchange.summary().phase().live()
            + hops.size()
            + exchange.answer().events().size() / 50;
    // A live stream would be laid out anew at each event; every fiftieth is enough to follow.
    if (!state.equals(shown)) {
      shown = state;
      String text =
          hops.stream()
              .map(h -> "# " + h.name() + "\n" + h.whole())
              .collect(Collectors.joining("\n\n"));
      view.show(text, ShownText.of(text, Highlight.Language.SSE));
    }
  }
}
