package dev.hearth.models.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model on its way from the hub: all its files, one after another, each in parallel parts. */
public final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  /** A listener is told this often at most, state changes aside. */
  private static final long TELL_EVERY = TimeUnit.MILLISECONDS.toNanos(150);

  private final HubHttp http;
  private final HubListing listing;
  private final Map<HubFile, Path> targets;
  private final DownloadOptions options;
  private final Consumer<DownloadProgress> listener;
  private final CompletableFuture<List<Path>> done = new CompletableFuture<>();
  private final SpeedMeter speed = new SpeedMeter(System::nanoTime);
  private final long total;
  private volatile DownloadProgress progress;
  private StopSignal stop = new StopSignal();
  private Thread runner;
  private DownloadState wanted = DownloadState.RUNNING;
  private long lastTold;

  Download(
      HubHttp http,
      HubListing listing,
      Map<HubFile, Path> targets,
      DownloadOptions options,
      Consumer<DownloadProgress> listener) {
    this.http = http;
    this.listing = listing;
    this.targets = new LinkedHashMap<>(targets);
    this.options = options;
    this.listener = listener;
    this.total = targets.keySet().stream().mapToLong(HubFile::size).sum();
    this.progress = new DownloadProgress(DownloadState.RUNNING, "", 0, total, 0, "");
  }

  /** How far it is. */
  public DownloadProgress progress() {
    return progress;
  }

  /** The repository it comes from. */
  public HubReference reference() {
    return listing.reference();
  }

  /** Done with the files' places; fails with a {@link HubException} or a cancellation. */
  public CompletableFuture<List<Path>> done() {
    return done.copy();
  }

  /** Stops for now; what has arrived is kept. Returns when nothing is being written any more. */
  public void pause() {
    end(DownloadState.PAUSED);
  }

  /** Stops and throws away what has arrived of files that are not whole. */
  public void cancel() {
    end(DownloadState.CANCELLED);
    if (progress.state() == DownloadState.DONE) {
      return;
    }
    for (Path target : targets.values()) {
      try {
        PartFile.remove(target);
      } catch (IOException e) {
        LOG.warn("Cannot remove the half download of {}: {}", target, e.toString());
      }
    }
    tell(DownloadState.CANCELLED, progress.file(), 0, "", true);
    done.completeExceptionally(new CancellationException("The download was cancelled."));
  }

  /** Goes on after a pause. */
  public synchronized void resume() {
    if (progress.state() == DownloadState.PAUSED) {
      start();
    }
  }

  synchronized void start() {
    wanted = DownloadState.RUNNING;
    stop = new StopSignal();
    StopSignal mine = stop;
    runner =
        Thread.ofVirtual()
            .name("hearth-download-" + listing.reference().repo())
            .start(() -> run(mine));
  }

  private void end(DownloadState how) {
    Thread running;
    synchronized (this) {
      if (progress.state().ended()) {
        return;
      }
      wanted = how;
      stop.stop();
      running = runner;
    }
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(StopSignal signal) {
    long before = 0;
    String name = "";
    try {
      for (Map.Entry<HubFile, Path> entry : targets.entrySet()) {
        HubFile file = entry.getKey();
        name = file.name();
        fetch(file, entry.getValue(), before, signal);
        before += file.size();
      }
      tell(DownloadState.DONE, name, total, "", true);
      done.complete(new ArrayList<>(targets.values()));
    } catch (Stopped e) {
      DownloadState how;
      synchronized (this) {
        how = wanted;
      }
      if (how == DownloadState.PAUSED) {
        tell(DownloadState.PAUSED, name, progress.doneBytes(), "", true);
      }
    } catch (IOException | RuntimeException e) {
      LOG.info("Download of {} failed: {}", listing.reference().id(), e.toString());
      tell(DownloadState.FAILED, name, progress.doneBytes(), String.valueOf(e.getMessage()), true);
      done.completeExceptionally(e);
    }
  }

  private void fetch(HubFile file, Path target, long before, StopSignal signal) throws IOException {
    HubResource resource = new HubResource(http, listing.reference(), file);
    FileDownload.Watcher watcher =
        new FileDownload.Watcher() {
          @Override
          public void received(long bytes) {
            speed.at(before + bytes);
            tell(DownloadState.RUNNING, file.name(), before + bytes, "", false);
          }

          @Override
          public void verifying(long bytes) {
            long all = before + file.size();
            boolean first = progress.state() != DownloadState.VERIFYING;
            tell(DownloadState.VERIFYING, file.name(), all, "", first);
          }

          @Override
          public void trouble(String message) {
            tell(DownloadState.RUNNING, file.name(), progress.doneBytes(), message, true);
          }
        };
    new FileDownload(resource, target, options, signal, watcher).run();
  }

  private synchronized void tell(
      DownloadState state, String file, long bytes, String message, boolean always) {
    progress = new DownloadProgress(state, file, bytes, total, speed.bytesPerSecond(), message);
    long now = System.nanoTime();
    if (!always && now - lastTold < TELL_EVERY) {
      return;
    }
    lastTold = now;
    try {
      listener.accept(progress);
    } catch (RuntimeException e) {
      LOG.warn("A listener of a download failed", e);
    }
  }
}
