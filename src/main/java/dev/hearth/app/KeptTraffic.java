package dev.hearth.app;

import dev.hearth.cli.TrafficKeeping;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.JournalSettings;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The journal and the figures of a proxy without a desk; both follow the stored settings. */
final class KeptTraffic implements TrafficKeeping.Kept {
  private final UnaryOperator<JournalSettings> choice;
  private final Consumer<String> told;
  private final Path file;
  private final Feed feed = new Feed();
  private final Observability observability = new Observability(feed);
  private final AtomicReference<String> last = new AtomicReference<>("");
  private Optional<SettingsStore> settings = Optional.empty();
  private Optional<Journal> journal = Optional.empty();
  private boolean closed;

  private KeptTraffic(
      AppFolders folders, UnaryOperator<JournalSettings> choice, Consumer<String> told) {
    this.choice = choice;
    this.told = told;
    file = folders.data().resolve(Journal.FILE_NAME);
  }

  /** Opens what the settings and the command's own choice ask for. */
  static KeptTraffic open(
      AppFolders folders, UnaryOperator<JournalSettings> choice, Consumer<String> told) {
    KeptTraffic kept = new KeptTraffic(folders, choice, told);
    try {
      SettingsStore opened = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE);
      kept.settings = Optional.of(opened);
      opened.listen(kept::follow);
    } catch (IOException e) {
      kept.withoutSettings(e);
    }
    return kept;
  }

  /** What the user has forbidden cannot be known, so nothing is recorded. */
  private void withoutSettings(IOException why) {
    observability.choose(choice.apply(JournalSettings.DEFAULT));
    tell("Nothing is recorded, because the settings could not be read: " + why.getMessage());
  }

  private synchronized void follow(Settings stored) {
    if (closed) {
      return;
    }
    Settings wanted = stored.withJournal(choice.apply(stored.journal()));
    observability.choose(wanted.journal());
    var keep = Chosen.journal(wanted);
    if (journal.isPresent()) {
      journal.get().configure(keep);
    } else if (wanted.journal().mode() != JournalSettings.Mode.NOTHING) {
      // Only now: who wants nothing recorded wants no file either.
      Journal opened = Journal.open(file, keep, Clock.systemDefaultZone());
      journal = Optional.of(opened);
      opened.record(feed);
      opened.onState(this::state);
    }
    state(state());
  }

  private synchronized JournalState state() {
    return journal.map(Journal::state).orElse(new JournalState(JournalState.Kind.OFF, ""));
  }

  private void state(JournalState now) {
    String where = " in " + file + ". To see it: hearth journal";
    switch (now.kind()) {
      case RECORDING -> tell(with(now, "Requests and replies are recorded" + where));
      case METADATA -> tell(with(now, "Requests are recorded without their content" + where));
      case OFF, INCOGNITO -> tell("Nothing is recorded.");
      case FAILED -> tell(now.message());
      case CLOSED -> {}
    }
  }

  private static String with(JournalState state, String words) {
    return state.message().isEmpty() ? words : words + System.lineSeparator() + state.message();
  }

  private void tell(String line) {
    if (!line.equals(last.getAndSet(line))) {
      told.accept(line);
    }
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public Optional<String> metrics() {
    return observability.metrics();
  }

  @Override
  public String recording() {
    return switch (state().kind()) {
      case RECORDING -> word(JournalSettings.Mode.EVERYTHING);
      case METADATA -> word(JournalSettings.Mode.METADATA);
      default -> word(JournalSettings.Mode.NOTHING);
    };
  }

  private static String word(JournalSettings.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    Optional<Journal> written;
    synchronized (this) {
      closed = true;
      written = journal;
    }
    settings.ifPresent(SettingsStore::close);
    // Not under the lock: it waits for the thread that writes, which may have something to tell.
    written.ifPresent(Journal::close);
    observability.close();
    feed.close();
  }
}
