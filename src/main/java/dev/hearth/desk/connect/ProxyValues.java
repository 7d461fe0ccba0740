package dev.hearth.desk.connect;

import dev.hearth.clients.ProxyAddress;
import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.shell.UiState;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The values every client gets: address, key and the chosen model. */
final class ProxyValues {
  /** Clients need a name even while nothing is there to name. */
  private static final ModelChoice ANY = new ModelChoice("default", 32_768, "");

  private static final String MASK = "•".repeat(12);
  private static final String MODEL = "connect.model";

  private final UiState state;
  private final ReadOnlyObjectWrapper<ClientFacts> facts;
  private final ObjectProperty<ModelChoice> model = new SimpleObjectProperty<>(ANY);
  private final ReadOnlyObjectWrapper<ProxyAddress> address;
  private final BooleanProperty keyShown = new SimpleBooleanProperty();

  ProxyValues(ClientFacts start, UiState state) {
    this.state = state;
    this.facts = new ReadOnlyObjectWrapper<>(start);
    this.address = new ReadOnlyObjectWrapper<>(address(start, ANY));
    model.subscribe(this::refresh);
    facts(start);
  }

  /** What is known now. */
  ReadOnlyObjectProperty<ClientFacts> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /** The model clients shall name; a choice is remembered. */
  ReadOnlyObjectProperty<ModelChoice> modelProperty() {
    return model;
  }

  /** All of it as clients get it. */
  ReadOnlyObjectProperty<ProxyAddress> addressProperty() {
    return address.getReadOnlyProperty();
  }

  ProxyAddress address() {
    return address.get();
  }

  /** Whether the key may be read on the screen. */
  BooleanProperty keyShownProperty() {
    return keyShown;
  }

  void choose(ModelChoice choice) {
    state.put(MODEL, choice.id());
    model.set(choice);
  }

  void facts(ClientFacts next) {
    facts.set(next);
    model.set(stillThere(next.models()));
    refresh();
  }

  /** The key as it is shown. */
  String keyText() {
    if (!facts.get().keyed()) {
      return "none needed";
    }
    return keyShown.get() ? facts.get().key() : MASK;
  }

  /** A text as it is shown: without the key unless that is shown. */
  String shown(String text) {
    ClientFacts now = facts.get();
    return now.keyed() && !keyShown.get() ? text.replace(now.key(), MASK) : text;
  }

  private ModelChoice stillThere(List<ModelChoice> choices) {
    String wanted = state.text(MODEL).orElse("");
    return choices.stream()
        .filter(c -> c.id().equals(wanted))
        .findFirst()
        .orElse(choices.isEmpty() ? ANY : choices.getFirst());
  }

  private void refresh() {
    address.set(address(facts.get(), model.get()));
  }

  private static ProxyAddress address(ClientFacts facts, ModelChoice model) {
    return new ProxyAddress(facts.base(), facts.key(), model.id(), model.context());
  }
}
