package dev.hearth.desk.first;

import dev.hearth.desk.services.ProxyControl;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.settings.FolderModel;
import dev.hearth.desk.settings.LlamaModel;
import dev.hearth.models.library.RootStatus;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.DeskSettings;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a new user chooses; nothing is done before one of the ways to begin is taken. */
final class FirstRunModel {
  private static final Logger LOG = LoggerFactory.getLogger(FirstRunModel.class);

  /** The action of the models that adds the sample and starts it. */
  private static final String START_SAMPLE = "models.sample";

  /** The action of the traffic that writes a request for the practice model. */
  private static final String PRACTISE = "traffic.practise";

  private final SettingsStore store;
  private final FolderModel folders;
  private final LlamaModel llama;
  private final ProxyControl proxy;
  private final Threads threads;
  private final Consumer<String> open;
  private final Predicate<String> perform;
  private final Map<Path, BooleanProperty> ticks = new LinkedHashMap<>();

  /** Saving goes on in the background, and the page is closed before it is done. */
  private boolean answered;

  private final BooleanProperty sample = new SimpleBooleanProperty();

  FirstRunModel(
      SettingsStore store,
      FolderModel folders,
      LlamaModel llama,
      ProxyControl proxy,
      Threads threads,
      Consumer<String> open,
      Predicate<String> perform) {
    this.store = store;
    this.folders = folders;
    this.llama = llama;
    this.proxy = proxy;
    this.threads = threads;
    this.open = open;
    this.perform = perform;
  }

  FolderModel folders() {
    return folders;
  }

  LlamaModel llama() {
    return llama;
  }

  /** Runs models with this program; whether it can be used is looked at anew. */
  void choose(Path program) {
    save(
        s -> s.withModels(s.models().withLlamaServer(program.toString())),
        () -> threads.fx().execute(llama::look));
  }

  /** Whether the page was never left. */
  boolean needed() {
    return !store.current().desk().firstRunDone();
  }

  /** Whether a folder shall be looked through; a folder with models begins ticked. */
  BooleanProperty tick(RootStatus folder) {
    return ticks.computeIfAbsent(
        folder.root().path(), p -> new SimpleBooleanProperty(folder.root().enabled()));
  }

  /** Whether the sample model shall be put into Hearth's own folder. */
  BooleanProperty sampleProperty() {
    return sample;
  }

  /** How many model files the ticked folders hold. */
  int models() {
    return folders.folders().stream().filter(f -> tick(f).get()).mapToInt(RootStatus::files).sum();
  }

  /** What will happen on start, in a sentence. */
  String outlook() {
    if (llama.best().isEmpty()) {
      return "Without llama-server no model can run yet; you can add it later in the settings.";
    }
    int count = models();
    if (count == 0 && !sample.get()) {
      return "No model is there yet; you can download one under Models.";
    }
    if (sample.get()) {
      return "The sample model will be added and started.";
    }
    return count + (count == 1 ? " model file" : " model files") + " will be listed under Models.";
  }

  /** Takes the ticked folders and goes to the models. */
  void start() {
    takeTicked();
    leave(
        s ->
            s.backend().source() == BackendSettings.Source.PRACTICE
                ? s.withBackend(BackendSettings.DEFAULT)
                : s);
    open.accept("models");
    boolean runs = llama.best().isPresent();
    if (sample.get() && !(runs && perform.test(START_SAMPLE))) {
      folders.addSample();
    }
  }

  /** Lets the practice model answer and goes to the traffic, with a request ready to be sent. */
  void practise() {
    takeTicked();
    leave(
        s ->
            s.withBackend(
                new BackendSettings(
                    BackendSettings.Source.PRACTICE, s.backend().url(), s.backend().model())));
    open.accept("traffic");
    offerFirstRequest();
  }

  /** Once the practice model answers, a request that shows what Hearth is for waits to be sent. */
  private void offerFirstRequest() {
    var offered = new AtomicBoolean();
    var watch = new AtomicReference<Watch>(() -> {});
    Runnable offer =
        () -> {
          watch.get().close();
          perform.test(PRACTISE);
        };
    watch.set(
        proxy
            .status()
            .watch(
                now -> {
                  if (now.practice()
                      && now.state() == ProxyStatus.State.LISTENING
                      && offered.compareAndSet(false, true)) {
                    threads.fx().execute(offer);
                  }
                }));
  }

  /**
   * Leaves the page with nothing taken: folders that were found are offered, not forced, so they
   * wait switched off under Models. It does not come back by itself.
   */
  void skip() {
    if (needed() && !answered) {
      answered = true;
      List.copyOf(folders.folders()).stream()
          .filter(f -> !f.root().own() && f.root().enabled())
          .forEach(f -> folders.enable(f.root().path(), false));
      save(FirstRunModel::done, () -> {});
    }
  }

  /** Looks through the ticked folders and no others. */
  private void takeTicked() {
    List.copyOf(folders.folders())
        .forEach(
            f -> {
              boolean wanted = tick(f).get();
              if (wanted != f.root().enabled()) {
                folders.enable(f.root().path(), wanted);
              }
            });
  }

  private void leave(UnaryOperator<Settings> choice) {
    answered = true;
    // The proxy starts with the choice, not before it.
    save(s -> done(choice.apply(s)), proxy::start);
  }

  private void save(UnaryOperator<Settings> change, Runnable then) {
    threads
        .background()
        .execute(
            () -> {
              try {
                store.change(change);
              } catch (RuntimeException e) {
                LOG.warn("the first choices could not be saved", e);
              }
              then.run();
            });
  }

  private static Settings done(Settings s) {
    DeskSettings d = s.desk();
    return s.withDesk(
        new DeskSettings(
            d.theme(), d.zoomPercent(), d.reducedMotion(), d.startAtLogin(), d.stayInTray(), true));
  }
}
