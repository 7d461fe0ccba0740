package dev.hearth.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force. A change is checked, saved whole and told to all listeners; a change of
 * the file by another program is picked up by itself.
 */
public final class SettingsStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);

  /** A profile's name becomes a file name. */
  private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /** The profile used when none is named. */
  public static final String DEFAULT_PROFILE = "default";

  private final Path path;
  private final SettingsFile file;
  private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
  private final WatchService watch;
  private volatile Settings current;
  private volatile Optional<String> warning;

  private SettingsStore(Path path) throws IOException {
    this.path = path;
    this.file = new SettingsFile(path);
    Files.createDirectories(path.getParent());
    accept(file.read());
    watch = path.getFileSystem().newWatchService();
    path.getParent()
        .register(
            watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    Thread.ofVirtual().name("settings-watch").start(this::follow);
  }

  /** Opens a profile's settings, with the defaults where there is no file yet. */
  public static SettingsStore open(AppFolders folders, String profile) throws IOException {
    if (!PROFILE.matcher(profile).matches()) {
      throw new IllegalArgumentException(
          "A profile's name has letters, digits, - and _ only: " + profile);
    }
    String name =
        profile.equals(DEFAULT_PROFILE) ? "settings.json" : "profiles/" + profile + ".json";
    return new SettingsStore(folders.config().toAbsolutePath().resolve(name));
  }

  /** What is in force now. */
  public Settings current() {
    return current;
  }

  /** What the user should know about how the file was read. */
  public Optional<String> warning() {
    return warning;
  }

  /** Where the document is. */
  public Path path() {
    return path;
  }

  /** Changes the document. When the result has problems they are returned and nothing changes. */
  public synchronized List<Problem> change(UnaryOperator<Settings> change) {
    Settings next = change.apply(current);
    List<Problem> problems = SettingsCheck.of(next);
    if (!problems.isEmpty() || next.equals(current)) {
      return problems;
    }
    try {
      file.write(next);
    } catch (IOException e) {
      throw new UncheckedIOException("The settings could not be saved to " + path, e);
    }
    set(next);
    return List.of();
  }

  /** Calls the listener now and after every change, until the returned handle is closed. */
  public AutoCloseable listen(Consumer<Settings> listener) {
    listeners.add(listener);
    listener.accept(current);
    return () -> listeners.remove(listener);
  }

  private void set(Settings next) {
    current = next;
    for (Consumer<Settings> listener : listeners) {
      listener.accept(next);
    }
  }

  private void accept(SettingsFile.Reading reading) {
    warning = reading.warning();
    warning.ifPresent(LOG::warn);
    List<Problem> problems = SettingsCheck.of(reading.settings());
    if (problems.isEmpty()) {
      current = reading.settings();
      return;
    }
    String all =
        String.join(" ", problems.stream().map(p -> p.field() + ": " + p.message()).toList());
    warning = Optional.of("Some settings cannot be used. " + all);
    LOG.warn("{}", warning.get());
    if (current == null) {
      current = Settings.DEFAULT;
    }
  }

  private void follow() {
    try {
      while (true) {
        WatchKey key = watch.take();
        boolean ours =
            key.pollEvents().stream().anyMatch(e -> path.getFileName().equals(e.context()));
        key.reset();
        if (ours) {
          reload();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // closed on purpose
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void reload() {
    try {
      Settings before = current;
      accept(file.read());
      if (!current.equals(before)) {
        set(current);
      }
    } catch (IOException e) {
      LOG.warn("The changed settings could not be read: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    listeners.clear();
    try {
      watch.close();
    } catch (IOException e) {
      LOG.debug("closing the settings watch", e);
    }
  }
}
