package dev.hearth.desk.connect;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.shell.UiState;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The clients, the one in front, and the values they are given. */
final class ConnectModel implements AutoCloseable {
  private static final String SELECTED = "connect.client";
  private static final String FOLDER = "connect.folder";

  private final UiState state;
  private final InstantSource clock;
  private final ProxyValues values;
  private final ObservableList<ClientModel> all;
  private final FilteredList<ClientModel> shown;
  private final ObjectProperty<ClientModel> selected = new SimpleObjectProperty<>();
  private final Path home;
  private final ObjectProperty<Path> folder = new SimpleObjectProperty<>();
  private final ObservableList<ClientSighting> others = FXCollections.observableArrayList();
  private final StringProperty search = new SimpleStringProperty("");
  private final List<Watch> watches;
  private List<ClientSighting> sightings = List.of();

  ConnectModel(
      ClientCatalog catalog,
      ClientSetup setup,
      Threads threads,
      UiState state,
      InstantSource clock,
      Path home) {
    this.state = state;
    this.clock = clock;
    this.values = new ProxyValues(setup.facts().now(), state);
    this.all =
        FXCollections.observableArrayList(
            catalog.clients().stream()
                .map(c -> new ClientModel(c, catalog, values, setup, threads))
                .toList());
    this.home = home;
    this.shown = new FilteredList<>(all, c -> true);
    search.subscribe(text -> shown.setPredicate(c -> c.matches(text)));
    selected.set(remembered());
    selected.subscribe(c -> state.put(SELECTED, c.app().id()));
    folder.set(state.text(FOLDER).flatMap(ConnectModel::existing).orElse(home));
    this.watches =
        List.of(
            setup.facts().watch(f -> threads.fx().execute(() -> values.facts(f))),
            setup.sightings().watch(s -> threads.fx().execute(() -> seen(s))));
  }

  ProxyValues values() {
    return values;
  }

  /** Every client. */
  List<ClientModel> clients() {
    return List.copyOf(all);
  }

  /** The clients the search leaves. */
  ObservableList<ClientModel> shown() {
    return shown;
  }

  StringProperty searchProperty() {
    return search;
  }

  /** The client in front, never none. */
  ObjectProperty<ClientModel> selectedProperty() {
    return selected;
  }

  /** Programs that were seen and have no card, the latest first. */
  ObservableList<ClientSighting> others() {
    return others;
  }

  /** Where command-line clients are started. */
  ObjectProperty<Path> folderProperty() {
    return folder;
  }

  /** A folder as people write it, with their home as a tilde. */
  String words(Path place) {
    if (place.equals(home)) {
      return "~";
    }
    return place.startsWith(home) ? "~/" + home.relativize(place) : place.toString();
  }

  /** Chooses where command-line clients are started. */
  void chooseFolder(Path next) {
    folder.set(next);
    state.put(FOLDER, next.toString());
  }

  Optional<ClientModel> find(String id) {
    return all.stream().filter(c -> c.app().id().equals(id)).findFirst();
  }

  /** Words such as "2 min ago" grow old by themselves; called when the place comes to the front. */
  void refreshTimes() {
    seen(sightings);
  }

  /** When an unlisted program was last here, in words. */
  String ago(ClientSighting sighting) {
    return Ago.words(sighting.last(), clock.instant());
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
    all.forEach(c -> c.trial().cancel());
  }

  private void seen(List<ClientSighting> next) {
    sightings = next;
    Instant now = clock.instant();
    for (ClientModel client : all) {
      client.seen(
          next.stream()
              .filter(s -> s.client().equals(client.app().id()))
              .map(ClientSighting::last)
              .max(Instant::compareTo)
              .map(t -> Ago.words(t, now))
              .orElse(""));
    }
    List<ClientSighting> unlisted = next.stream().filter(s -> s.client().isEmpty()).toList();
    if (!others.equals(unlisted)) {
      others.setAll(unlisted);
    }
  }

  private ClientModel remembered() {
    return state.text(SELECTED).flatMap(this::find).orElse(all.getFirst());
  }

  private static Optional<Path> existing(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
