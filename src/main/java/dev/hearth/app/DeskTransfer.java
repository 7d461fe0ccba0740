package dev.hearth.app;

import dev.hearth.desk.services.HubTransfer;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.models.hub.Download;
import dev.hearth.models.hub.DownloadProgress;
import dev.hearth.models.hub.DownloadState;
import dev.hearth.models.hub.HubChoice;
import dev.hearth.models.hub.HubDownloader;
import dev.hearth.models.hub.HubListing;
import dev.hearth.models.hub.HubReference;
import dev.hearth.models.hub.UnfinishedDownload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One download for the desk, also one that an earlier life of the program has begun. */
final class DeskTransfer implements HubTransfer {
  private record Source(HubListing listing, HubChoice choice) {}

  private final DeskHub hub;
  private final HubReference reference;
  private final String label;
  private final Executor work;
  private final LiveValue<DownloadProgress> progress;
  private List<UnfinishedDownload> left = List.of();
  private Optional<Source> source = Optional.empty();
  private Optional<Download> download = Optional.empty();

  DeskTransfer(DeskHub hub, HubReference reference, String label, Executor work) {
    this.hub = hub;
    this.reference = reference;
    this.label = label;
    this.work = work;
    progress = new LiveValue<>(new DownloadProgress(DownloadState.RUNNING, "", 0, 0, 0, ""));
  }

  /** What an earlier life has left, paused. */
  static DeskTransfer unfinished(DeskHub hub, List<UnfinishedDownload> left, Executor work) {
    HubReference reference = left.getFirst().reference();
    String file = reference.file();
    DeskTransfer transfer =
        new DeskTransfer(hub, reference, file.substring(file.lastIndexOf('/') + 1), work);
    transfer.left = left;
    transfer.progress.set(
        new DownloadProgress(
            DownloadState.PAUSED,
            transfer.label,
            left.stream().mapToLong(UnfinishedDownload::doneBytes).sum(),
            left.stream().mapToLong(UnfinishedDownload::totalBytes).sum(),
            0,
            "Begun earlier."));
    return transfer;
  }

  @Override
  public String repository() {
    return reference.id();
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Live<DownloadProgress> progress() {
    return progress;
  }

  synchronized void begin(HubListing listing, HubChoice choice) throws IOException {
    source = Optional.of(new Source(listing, choice));
    download = Optional.of(hub.downloader().start(listing, choice, this::tell));
  }

  private void tell(DownloadProgress now) {
    progress.set(now);
    if (now.state() == DownloadState.DONE) {
      hub.arrived();
    }
  }

  @Override
  public void pause() {
    work.execute(() -> current().ifPresent(Download::pause));
  }

  @Override
  public void resume() {
    work.execute(this::resumeNow);
  }

  private void resumeNow() {
    if (progress.now().state() == DownloadState.PAUSED && current().isPresent()) {
      current().get().resume();
      return;
    }
    if (progress.now().state().ended() && progress.now().state() != DownloadState.FAILED) {
      return;
    }
    DownloadProgress before = progress.now();
    progress.set(state(before, DownloadState.RUNNING, ""));
    try {
      Source again = source();
      begin(again.listing(), again.choice());
    } catch (IOException e) {
      progress.set(state(before, DownloadState.FAILED, String.valueOf(e.getMessage())));
    }
  }

  private Source source() throws IOException {
    Optional<Source> known;
    synchronized (this) {
      known = source;
    }
    if (known.isPresent()) {
      return known.get();
    }
    HubListing listing = hub.client().list(reference);
    return new Source(listing, listing.choose());
  }

  @Override
  public void cancel() {
    work.execute(
        () -> {
          current().ifPresent(Download::cancel);
          discard();
          if (progress.now().state() != DownloadState.DONE) {
            hub.remove(this);
          }
        });
  }

  private void discard() {
    try (HubDownloader downloader = hub.downloader()) {
      for (UnfinishedDownload one : left) {
        downloader.discard(one);
      }
    } catch (IOException e) {
      progress.set(state(progress.now(), DownloadState.FAILED, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void dismiss() {
    if (progress.now().state().ended()) {
      hub.remove(this);
    }
  }

  private synchronized Optional<Download> current() {
    return download;
  }

  private static DownloadProgress state(DownloadProgress of, DownloadState state, String message) {
    return new DownloadProgress(state, of.file(), of.doneBytes(), of.totalBytes(), 0, message);
  }
}
