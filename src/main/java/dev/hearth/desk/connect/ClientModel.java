package dev.hearth.desk.connect;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.ConfigRefused;
import dev.hearth.clients.Snippet;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** One client: its texts with this proxy's values, and what can be done for it. */
final class ClientModel {
  private final ClientApp app;
  private final ClientCatalog catalog;
  private final ProxyValues values;
  private final ClientSetup setup;
  private final Threads threads;
  private final WriteModel write;
  private final TrialModel trial;
  private final ObjectProperty<Snippet> snippet;
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper seen = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Outcome> launched = new ReadOnlyObjectWrapper<>(Outcome.NONE);

  /** What came of a launch. */
  record Outcome(boolean good, String text) {
    static final Outcome NONE = new Outcome(true, "");
  }

  ClientModel(
      ClientApp app,
      ClientCatalog catalog,
      ProxyValues values,
      ClientSetup setup,
      Threads threads) {
    this.app = app;
    this.catalog = catalog;
    this.values = values;
    this.setup = setup;
    this.threads = threads;
    this.write = new WriteModel(app, setup, threads);
    this.trial = new TrialModel(app, setup, threads);
    this.snippet = new SimpleObjectProperty<>(app.snippets().getFirst());
    snippet.subscribe(this::refresh);
    values.addressProperty().subscribe(this::refresh);
    values.addressProperty().subscribe(a -> write.addressChanged());
    refresh();
  }

  ClientApp app() {
    return app;
  }

  WriteModel write() {
    return write;
  }

  TrialModel trial() {
    return trial;
  }

  ProxyValues values() {
    return values;
  }

  /** Which of its texts is shown. */
  ObjectProperty<Snippet> snippetProperty() {
    return snippet;
  }

  /** The shown text with this proxy's values, the key included. */
  ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /** When it last sent a request, in words. */
  ReadOnlyStringProperty seenProperty() {
    return seen.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Outcome> launchedProperty() {
    return launched.getReadOnlyProperty();
  }

  /** Whether it has sent a request. */
  boolean wasSeen() {
    return !seen.get().isEmpty();
  }

  void seen(String words) {
    seen.set(words);
  }

  /** The protocol it speaks, as people name it. */
  String protocolText() {
    return switch (app.protocol()) {
      case "anthropic" -> "Anthropic Messages";
      case "responses" -> "OpenAI Responses";
      default -> "OpenAI chat completions";
    };
  }

  /** Whether all typed words are in its name or summary. */
  boolean matches(String query) {
    String all = (app.name() + " " + app.summary() + " " + app.id()).toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).split("\\s+")) {
      if (!all.contains(word)) {
        return false;
      }
    }
    return true;
  }

  void plan() {
    write.plan(values.address());
  }

  /** Writes what is shown, and tries it out when asked to. */
  void apply(boolean andTest) {
    write.apply(
        () -> {
          if (andTest && trial.possible()) {
            test();
          }
        });
  }

  void test() {
    trial.start(values.address());
  }

  /** Starts it in a folder. */
  void launch(Path folder) {
    threads
        .background()
        .execute(
            () -> {
              Outcome outcome = outcome(folder);
              threads.fx().execute(() -> launched.set(outcome));
            });
  }

  private Outcome outcome(Path folder) {
    try {
      setup.launch(app, values.address(), folder);
      return new Outcome(true, "A terminal with " + app.name() + " is opening in " + folder + ".");
    } catch (ConfigRefused e) {
      return new Outcome(false, e.getMessage());
    } catch (IOException | RuntimeException e) {
      return new Outcome(
          false,
          "The terminal could not be opened: "
              + e.getMessage()
              + ". Copy the lines and run them yourself.");
    }
  }

  private void refresh() {
    text.set(catalog.text(snippet.get(), values.address()));
  }
}
