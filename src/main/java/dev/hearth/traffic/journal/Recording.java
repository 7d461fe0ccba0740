package dev.hearth.traffic.journal;

import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.filter.SeenValues;
import dev.hearth.traffic.redact.SecretMask;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether and how the journal records: the thread that writes, its failures and the state. */
final class Recording implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

  /** Events that may wait for the disk before stream details are dropped. */
  private static final int WAITING_EVENTS = 50_000;

  /** After a failure the disk is tried again this often. */
  private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  private static final long CLOSE_SECONDS = 30;

  private final Vault vault;
  private final SeenValues seen;
  private final CopyOnWriteArrayList<Consumer<JournalState>> watchers =
      new CopyOnWriteArrayList<>();
  private volatile JournalSettings settings;
  private volatile boolean incognito;
  private volatile boolean unsafe;
  private volatile String failure = "";
  private volatile long failedAt;
  private volatile boolean closed;
  private volatile JournalState told;
  private volatile Recorder recorder;
  private Thread thread;
  private volatile Subscription subscription;

  Recording(Vault vault, JournalSettings settings, SeenValues seen) {
    this.vault = vault;
    this.settings = settings;
    this.seen = seen;
    this.told = state();
  }

  /** Opens the file for recording and answers whether that worked. */
  boolean start() {
    try {
      vault.mask(SecretMask.with(settings.secretPatterns()));
      vault.open();
      told = state();
      return true;
    } catch (IllegalArgumentException e) {
      // Without the user's patterns a secret might be written.
      unsafe = true;
      fail(e);
    } catch (SQLException | IOException e) {
      fail(e);
    }
    return false;
  }

  /** Records what a feed publishes from now on. */
  synchronized void record(Feed feed) {
    if (recorder != null) {
      throw new IllegalStateException("the journal records already");
    }
    subscription = feed.subscribe("journal", WAITING_EVENTS);
    recorder = new Recorder(subscription, this::modeNow, new Disk());
    thread = new Thread(recorder, "journal");
    thread.setDaemon(true);
    thread.start();
  }

  private JournalSettings.Mode modeNow() {
    boolean resting = !failure.isEmpty() && System.nanoTime() - failedAt < RETRY_NANOS;
    return incognito || closed || unsafe || resting
        ? JournalSettings.Mode.NOTHING
        : settings.mode();
  }

  /** A damaged file makes way for a new one; anything else is for the user to mend. */
  private boolean recover(SQLException e, List<Vault.Pending> pending) {
    if (Database.damaged(e)) {
      try {
        vault.replaceDamaged(e);
        vault.save(
            pending.stream().map(p -> new Vault.Pending(p.exchange(), new Saved())).toList());
        tell();
        // What is in flight refers to rows of the old file.
        return false;
      } catch (SQLException | IOException again) {
        fail(again);
        return false;
      }
    }
    fail(e);
    return false;
  }

  private void fail(Exception e) {
    LOG.warn("Nothing is recorded: {}", e.getMessage(), e);
    failure =
        "Nothing is being recorded: "
            + reason(e)
            + " Requests go through as usual; recording is tried again every half minute.";
    failedAt = System.nanoTime();
    tell();
  }

  private static String reason(Exception e) {
    if (e instanceof Migrations.NewerJournalException) {
      return e.getMessage() + ". Update Hearth, or choose another file for the journal.";
    }
    if (e instanceof IllegalArgumentException) {
      return e.getMessage() + ". Correct the secret patterns in the settings.";
    }
    int code = e instanceof SQLException sql ? sql.getErrorCode() & 0xff : 0;
    return switch (code) {
      case 13 -> "the disk is full. Free some space or lower the journal's limits.";
      case 8 -> "the journal's file or folder is read-only. Allow writing to it.";
      case Database.CORRUPT, Database.NOT_A_DATABASE ->
          "the journal is damaged, and another Hearth has it open. Close all others, so that this"
              + " one can set it aside.";
      case 5, 6 -> "another program holds the journal. Is Hearth running twice?";
      default ->
          "the journal's file cannot be written ("
              + e.getMessage()
              + "). Check its folder in the settings.";
    };
  }

  /** Where the recorder writes; failures end here. */
  private final class Disk implements Recorder.Sink {
    @Override
    public boolean write(List<Vault.Pending> pending) {
      try {
        if (vault.database().isEmpty()) {
          vault.open();
        }
        vault.save(pending);
        failure = "";
        pending.forEach(p -> seen.add(p.exchange().summary()));
        tell();
        return true;
      } catch (SQLException e) {
        return recover(e, pending);
      } catch (IOException | RuntimeException e) {
        fail(e);
        return false;
      }
    }

    @Override
    public void upkeep() {
      if (!failure.isEmpty()) {
        return;
      }
      try {
        vault.enforce(settings);
      } catch (SQLException | RuntimeException e) {
        LOG.warn("The journal's limits could not be enforced", e);
      }
    }

    @Override
    public boolean idle() {
      return catchUp();
    }
  }

  private boolean catchUp() {
    try {
      return failure.isEmpty() && vault.catchUp();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The journal's index could not be brought up to date", e);
      return false;
    }
  }

  /** Changes what is kept; a pattern that is none changes nothing. */
  void configure(JournalSettings next) throws SQLException {
    vault.mask(SecretMask.with(next.secretPatterns()));
    settings = next;
    if (unsafe) {
      unsafe = false;
      failure = "";
    }
    tell();
  }

  JournalSettings settings() {
    return settings;
  }

  void incognito(boolean on) {
    incognito = on;
    tell();
  }

  /** Whether it records, and if not, why. */
  JournalState state() {
    if (closed) {
      return new JournalState(JournalState.Kind.CLOSED, "");
    }
    if (!failure.isEmpty()) {
      return new JournalState(JournalState.Kind.FAILED, failure);
    }
    JournalState.Kind kind =
        incognito
            ? JournalState.Kind.INCOGNITO
            : switch (settings.mode()) {
              case NOTHING -> JournalState.Kind.OFF;
              case METADATA -> JournalState.Kind.METADATA;
              case EVERYTHING -> JournalState.Kind.RECORDING;
            };
    return new JournalState(kind, vault.notice());
  }

  /** Is told of every change of state, on the thread that noticed it. */
  void onState(Consumer<JournalState> watcher) {
    watchers.add(watcher);
  }

  private void tell() {
    JournalState now = state();
    if (!now.equals(told)) {
      told = now;
      watchers.forEach(w -> w.accept(now));
    }
  }

  /** How many stream events the disk was too slow for. */
  long eventsLost() {
    Subscription open = subscription;
    return open == null ? 0 : open.lost();
  }

  /** Waits until what was published before is on disk. */
  void flush() {
    Recorder running = recorder;
    if (running == null) {
      return;
    }
    CompletableFuture<Void> barrier = running.barrier();
    try {
      barrier.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new JournalException("The journal did not come to rest", e);
    }
  }

  /** Writes what waits and closes the file. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (recorder != null) {
      recorder.close();
      try {
        thread.join(Duration.ofSeconds(CLOSE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      subscription.close();
    }
    closed = true;
    try {
      vault.close();
    } catch (SQLException e) {
      LOG.warn("The journal did not close cleanly", e);
    }
    tell();
  }
}
