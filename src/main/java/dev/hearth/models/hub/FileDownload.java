package dev.hearth.models.hub;

import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Response;

/** Fetches one file: in parts at once, going on after every break, and checked at the end. */
final class FileDownload {
  private static final int PIECE = 128 * 1024;

  /** Waits double from the first to this. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final HubResource resource;
  private final Path target;
  private final DownloadOptions options;
  private final StopSignal stop;
  private final Watcher watcher;

  /** One worker's failure ends the others, while what they have is kept. */
  private final AtomicBoolean failed = new AtomicBoolean();

  /** Is told how the download goes. */
  interface Watcher {
    /** So many bytes of the file are there. */
    void received(long bytes);

    /** The hash is being computed and is so far. */
    void verifying(long bytes);

    /** A try failed and another will follow. */
    void trouble(String message);
  }

  FileDownload(
      HubResource resource,
      Path target,
      DownloadOptions options,
      StopSignal stop,
      Watcher watcher) {
    this.resource = resource;
    this.target = target;
    this.options = options;
    this.stop = stop;
    this.watcher = watcher;
  }

  /** Fetches the file; returns when it is whole and under its name. */
  void run() throws IOException {
    HubFile file = resource.file();
    if (Files.exists(target)) {
      checkPresent(file);
      return;
    }
    try (PartFile part = PartFile.open(target)) {
      HubResource.Place place = insist(() -> resource.place(stop.calls()));
      part.prepare(fresh(file, place));
      checkRoom(file.size() - part.done());
      watcher.received(part.done());
      fetch(part, place.ranges() ? options.connections() : 1);
      verify(file, part);
      part.finish();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private PartNotes fresh(HubFile file, HubResource.Place place) {
    long chunk = place.ranges() ? options.chunkBytes() : Math.max(1, file.size());
    return new PartNotes(
        resource.reference().id(),
        resource.reference().revision(),
        file.path(),
        file.size(),
        file.sha256(),
        place.identity(),
        chunk,
        new long[Math.toIntExact(PartNotes.chunks(file.size(), chunk))]);
  }

  private void checkPresent(HubFile file) throws IOException {
    Checksum checksum = Checksum.of(file);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
      boolean same =
          channel.size() == file.size()
              && (!checksum.known()
                  || checksum
                      .compute(channel, stop, watcher::verifying)
                      .equals(checksum.expected()));
      if (!same) {
        throw new HubException(
            Kind.IN_THE_WAY,
            target + " exists and is another file. Move it away or delete it, then try again.");
      }
    }
    watcher.received(file.size());
  }

  private void checkRoom(long needed) throws HubException {
    long free = options.freeSpace().applyAsLong(target.getParent());
    if (free - options.reserveBytes() < needed) {
      throw new HubException(
          Kind.DISK_FULL,
          String.format(
              java.util.Locale.ROOT,
              "%s needs %.1f GB more, but only %.1f GB are free in %s. Make room and try again.",
              target.getFileName(),
              needed / 1e9,
              Math.max(0, free - options.reserveBytes()) / 1e9,
              target.getParent()));
    }
  }

  private void fetch(PartFile part, int connections) throws IOException {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(
            workers.submit(
                () -> {
                  work(part);
                  return null;
                }));
      }
      collect(running);
    } finally {
      part.save();
    }
    if (stop.stopped()) {
      throw new Stopped();
    }
  }

  /** Waits for all; the first failure ends the others. */
  private void collect(List<Future<?>> running) throws IOException {
    IOException failure = null;
    for (Future<?> worker : running) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        IOException cause =
            e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        failure = failure == null || failure instanceof Stopped ? cause : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop.stop();
        failure = new Stopped();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void work(PartFile part) throws IOException {
    for (int chunk = part.take(); chunk >= 0; chunk = part.take()) {
      int number = chunk;
      try {
        while (part.received(number) < part.end(number) - part.start(number)) {
          insist(
              () -> {
                fetchChunk(part, number);
                return null;
              },
              () -> part.received(number));
        }
        part.save();
      } catch (IOException e) {
        failed.set(true);
        stop.calls().cancel();
        throw e;
      }
    }
  }

  private void fetchChunk(PartFile part, int chunk) throws IOException {
    if (!resource.place(stop.calls()).ranges()) {
      part.restart(chunk);
    }
    long from = part.start(chunk) + part.received(chunk);
    long to = part.end(chunk);
    try (Response response = resource.open(from, to, stop.calls())) {
      boolean whole = response.code() == 200 && from == 0 && to == resource.file().size();
      if (!whole && !resource.isPart(response, from, to)) {
        throw refused(response);
      }
      copy(part, chunk, response.body().byteStream(), to - from);
    }
  }

  private IOException refused(Response response) {
    if (response.code() == 200 || response.code() == 206 || response.code() == 416) {
      return resource.changed("other bytes come than were asked for");
    }
    return new UnexpectedAnswer(response, resource.error(response), resource.fromHub(response));
  }

  private void copy(PartFile part, int chunk, InputStream in, long length) throws IOException {
    byte[] piece = new byte[PIECE];
    long left = length;
    while (left > 0) {
      int count = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (stop.stopped() || failed.get()) {
        throw new Stopped();
      }
      if (count < 0) {
        throw new IOException("the connection ended early");
      }
      part.append(chunk, ByteBuffer.wrap(piece, 0, count));
      left -= count;
      watcher.received(part.done());
    }
  }

  private interface Try<T> {
    T go() throws IOException;
  }

  private interface Progress {
    long now();
  }

  private <T> T insist(Try<T> attempt) throws IOException {
    return insist(attempt, () -> 0);
  }

  /** Tries until it works, is told to stop, or nothing has come of several tries. */
  private <T> T insist(Try<T> attempt, Progress progress) throws IOException {
    int fruitless = 0;
    long before = progress.now();
    while (true) {
      if (stop.stopped() || failed.get()) {
        throw new Stopped();
      }
      try {
        return attempt.go();
      } catch (HubException | Stopped e) {
        throw e;
      } catch (IOException e) {
        if (stop.stopped() || failed.get()) {
          throw new Stopped();
        }
        fruitless = progress.now() > before ? 1 : fruitless + 1;
        before = progress.now();
        await(e, fruitless);
      }
    }
  }

  private void await(IOException fault, int fruitless) throws IOException {
    boolean full = String.valueOf(fault.getMessage()).contains("No space left");
    UnexpectedAnswer answer = fault instanceof UnexpectedAnswer a ? a : null;
    boolean hopeless = answer != null && !answer.passing() && !answer.addressRanOut();
    if (full || hopeless || fruitless >= options.attempts()) {
      throw fault;
    }
    if (answer != null && answer.addressRanOut()) {
      resource.forget();
    }
    Duration usual = FIRST_WAIT.multipliedBy(1L << Math.min(fruitless - 1, 10));
    Duration wait = usual.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : usual;
    watcher.trouble("The connection failed (" + fault.getMessage() + "); trying again.");
    stop.sleep(options.delay().apply(answer == null ? wait : answer.wait(wait)));
  }

  private void verify(HubFile file, PartFile part) throws IOException {
    Checksum checksum = Checksum.of(file);
    if (!checksum.known()) {
      return;
    }
    String found = checksum.compute(part.channel(), stop, watcher::verifying);
    if (!found.equals(checksum.expected())) {
      part.discard();
      throw new HubException(
          Kind.WRONG_HASH,
          file.name()
              + " arrived damaged: its hash is "
              + found.substring(0, 12)
              + "…, the hub says "
              + checksum.expected().substring(0, Math.min(12, checksum.expected().length()))
              + "…. It was thrown away; download it again.");
    }
  }

  private IOException explained(IOException fault) {
    return switch (fault) {
      case HubException known -> known;
      case Stopped stopped -> stopped;
      case UnexpectedAnswer answer -> answer.meaning();
      case IOException e when String.valueOf(e.getMessage()).contains("No space left") ->
          new HubException(
              Kind.DISK_FULL,
              "The disk of " + target.getParent() + " is full. Make room and try again.",
              e);
      case IOException e ->
          new HubException(
              Kind.NETWORK,
              "The connection kept breaking ("
                  + e.getMessage()
                  + "). What has arrived is kept;"
                  + " try again later.",
              e);
    };
  }
}
