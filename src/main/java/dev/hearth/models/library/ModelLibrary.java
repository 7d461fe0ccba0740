package dev.hearth.models.library;

import dev.hearth.models.ability.ToolAbility;
import dev.hearth.models.preset.LaunchPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models on this machine. It watches any number of folders in the background, never changes
 * what is in them unless told to delete a model, and keeps what a person notes about a model.
 */
public final class ModelLibrary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLibrary.class);

  private final RootList roots;
  private final LibraryStore store;
  private final CardCache cache;
  private final InstantSource clock;
  private final ScanTiming timing;
  private final Path dataFolder;
  private final AtomicLong followed = new AtomicLong();
  private Optional<FolderWatch> others = Optional.empty();
  private final Map<Path, RootScanner> scanners = new LinkedHashMap<>();
  private final List<Consumer<LibraryChange>> listeners = new CopyOnWriteArrayList<>();

  /** Few templates serve many models, and each costs a reading. */
  private final Map<String, ToolAbility> abilities = new HashMap<>();

  private final ExecutorService events =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("hearth-library-events").factory());
  private volatile LibraryChange current = new LibraryChange(List.of(), true);
  private Map<Path, String> unlisted = Map.of();
  private boolean closed;

  private ModelLibrary(
      Path dataFolder, List<LibraryRoot> defaults, InstantSource clock, ScanTiming timing) {
    this.dataFolder = dataFolder;
    this.store = new LibraryStore(dataFolder.resolve("library.json"));
    this.cache = new CardCache(dataFolder.resolve("cards.json"));
    this.roots = new RootList(defaults, store);
    this.clock = clock;
    this.timing = timing;
  }

  /**
   * Opens the library and begins to look through its folders.
   *
   * @param dataFolder where it keeps what it knows
   * @param defaults folders it has from the start, see {@link DefaultRoots}
   * @param clock for when a model was last used
   */
  public static ModelLibrary open(
      Path dataFolder, List<LibraryRoot> defaults, InstantSource clock) {
    return open(dataFolder, defaults, clock, ScanTiming.USUAL);
  }

  static ModelLibrary open(
      Path dataFolder, List<LibraryRoot> defaults, InstantSource clock, ScanTiming timing) {
    ModelLibrary library = new ModelLibrary(dataFolder, defaults, clock, timing);
    library.followed.set(library.store.refresh());
    library.followRoots();
    library.followOthers();
    return library;
  }

  /** What another Hearth notes or adds shows here too. */
  private void followOthers() {
    if (!timing.watch()) {
      return;
    }
    try {
      Files.createDirectories(dataFolder);
      FolderWatch watch = new FolderWatch("hearth-library-notes", this::noticeOthers);
      watch.watch(dataFolder);
      others = Optional.of(watch);
      noticeOthers();
    } catch (IOException e) {
      LOG.info("Changes by other Hearths are not noticed at once: {}", e.toString());
    }
  }

  private void noticeOthers() {
    long revision = store.refresh();
    if (revision != followed.getAndSet(revision)) {
      followRoots();
    }
  }

  /** Every model found so far, those that cannot be started too, in order of their paths. */
  public List<Model> list() {
    return current.models();
  }

  /** True while a folder is still being looked through for the first time. */
  public boolean scanning() {
    return current.scanning();
  }

  /** The one model meant by an id, alias, path, name or the start of an alias. */
  public Optional<Model> find(String wanted) {
    List<Model> found = candidates(wanted);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** The models that could be meant, by the most exact way in which any is. */
  public List<Model> candidates(String wanted) {
    return ModelSearch.candidates(list(), wanted);
  }

  /** Tells of each change, from a thread of the library; close the answer to stop. */
  public Subscription addListener(Consumer<LibraryChange> listener) {
    listeners.add(listener);
    deliver(listener, current);
    return () -> listeners.remove(listener);
  }

  /** The end of a listener's interest. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** The folders, switched off ones too. */
  public List<LibraryRoot> roots() {
    return roots.list();
  }

  /** The folders and how looking through them goes. */
  public synchronized List<RootStatus> rootStatus() {
    return roots.list().stream().map(this::status).toList();
  }

  /** Adds a folder; it stays where it is and as it is. */
  public LibraryRoot addRoot(Path folder) {
    LibraryRoot added = roots.add(folder);
    followRoots();
    return added;
  }

  /** Takes a folder out of the library; one it has from the start is switched off instead. */
  public void removeRoot(Path folder) {
    roots.remove(folder);
    followRoots();
  }

  /** Switches a folder on or off. */
  public void setRootEnabled(Path folder, boolean enabled) {
    roots.enable(folder, enabled);
    followRoots();
  }

  /** Looks through all folders now; done once {@link #list()} shows what was found. */
  public synchronized CompletableFuture<Void> rescan() {
    return CompletableFuture.allOf(
        scanners.values().stream().map(RootScanner::rescan).toArray(CompletableFuture[]::new));
  }

  /** Says why a file is in the list or not. */
  public synchronized Listing why(Path file) {
    return new ListingReasons(list(), contents(), roots.list(), unlisted).of(file);
  }

  /** Gives a model an alias; an empty one takes it away. */
  public void setAlias(String id, String alias) {
    String wanted = alias.strip();
    if (!wanted.isEmpty()) {
      Aliases.check(wanted);
      for (Model other : list()) {
        if (!other.id().equals(id) && other.alias().equalsIgnoreCase(wanted)) {
          throw new IllegalArgumentException(
              "The alias '" + wanted + "' is taken by " + other.path() + ".");
        }
      }
    }
    note(id, notes -> notes.withAlias(wanted));
  }

  /** Marks a model as a favourite or not. */
  public void setFavourite(String id, boolean favourite) {
    note(id, notes -> notes.withFavourite(favourite));
  }

  /** Keeps free notes on a model. */
  public void setText(String id, String text) {
    note(id, notes -> notes.withText(text));
  }

  /** Remembers that a model is being used now. */
  public void markUsed(String id) {
    note(id, notes -> notes.withLastUsed(clock.instant()));
  }

  /** Keeps a preset under its name, in place of an older one of that name. */
  public void savePreset(String id, LaunchPreset preset) {
    note(
        id,
        notes -> {
          List<LaunchPreset> presets = new ArrayList<>(notes.presets());
          presets.removeIf(p -> p.name().equals(preset.name()));
          presets.add(preset);
          return notes.withPresets(presets);
        });
  }

  /** Removes a preset. */
  public void removePreset(String id, String name) {
    note(
        id,
        notes ->
            notes.withPresets(
                notes.presets().stream().filter(p -> !p.name().equals(name)).toList()));
  }

  /** Chooses the preset a plain start uses. */
  public void choosePreset(String id, String name) {
    note(id, notes -> notes.withPreset(name));
  }

  /** What deleting a model would remove. */
  public synchronized Deletion deletionOf(String id) {
    return new DeletionPlan(list(), contents()).of(byId(id));
  }

  /** Deletes a model's files and what was noted about it. */
  public CompletableFuture<Void> delete(String id) throws IOException {
    Model model = byId(id);
    for (Path file : deletionOf(id).files()) {
      Files.deleteIfExists(file);
    }
    store.forget(model.path());
    return rescan();
  }

  /** Ends all scans; the folders stay as they are. */
  @Override
  public void close() {
    List<RootScanner> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(scanners.values());
      scanners.clear();
    }
    others.ifPresent(FolderWatch::close);
    ending.forEach(RootScanner::close);
    events.shutdown();
    cache.save();
  }

  /** How many headers were read since the library was opened, rather than known from before. */
  int headersRead() {
    return cache.reads();
  }

  private Model byId(String id) {
    return list().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("There is no model with the id " + id + "."));
  }

  private void note(String id, UnaryOperator<ModelNotes> edit) {
    Model model = byId(id);
    store.change(model.path(), Catalogue.fingerprint(model.card()), edit);
    rebuild();
  }

  /** Starts and ends scans until they are those of the switched-on folders. */
  private void followRoots() {
    List<RootScanner> ending = new ArrayList<>();
    synchronized (this) {
      Map<Path, LibraryRoot> wanted = new LinkedHashMap<>();
      if (!closed) {
        roots.list().stream().filter(LibraryRoot::enabled).forEach(r -> wanted.put(r.path(), r));
      }
      scanners
          .entrySet()
          .removeIf(entry -> !wanted.containsKey(entry.getKey()) && ending.add(entry.getValue()));
      wanted.forEach((path, root) -> scanners.computeIfAbsent(path, p -> started(root)));
    }
    ending.forEach(RootScanner::close);
    rebuild();
  }

  private RootScanner started(LibraryRoot root) {
    RootScanner scanner = new RootScanner(root, cache, timing, this::rebuild);
    scanner.start();
    return scanner;
  }

  private List<RootContent> contents() {
    List<RootContent> contents = new ArrayList<>();
    for (LibraryRoot root : roots.list()) {
      RootScanner scanner = scanners.get(root.path());
      if (scanner != null) {
        contents.add(scanner.content());
      }
    }
    return contents;
  }

  private RootStatus status(LibraryRoot root) {
    RootScanner scanner = scanners.get(root.path());
    if (scanner == null) {
      return new RootStatus(root, false, 0, false, "");
    }
    RootContent content = scanner.content();
    String problem =
        content.troubles().isEmpty() ? "" : content.troubles().values().iterator().next();
    return new RootStatus(
        root, content.scanning(), content.files().size(), content.watching(), problem);
  }

  private synchronized void rebuild() {
    List<RootContent> contents = contents();
    Catalogue catalogue = Catalogue.of(contents, store::notes, this::ability);
    unlisted = catalogue.unlisted();
    LibraryChange fresh =
        new LibraryChange(catalogue.models(), contents.stream().anyMatch(RootContent::scanning));
    if (!fresh.equals(current)) {
      current = fresh;
      listeners.forEach(listener -> deliver(listener, fresh));
    }
  }

  private ToolAbility ability(String template) {
    return abilities.computeIfAbsent(template, ToolAbility::of);
  }

  private void deliver(Consumer<LibraryChange> listener, LibraryChange change) {
    try {
      events.execute(
          () -> {
            try {
              listener.accept(change);
            } catch (RuntimeException e) {
              LOG.warn("A listener of the model library failed", e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.trace("the library is closed");
    }
  }
}
