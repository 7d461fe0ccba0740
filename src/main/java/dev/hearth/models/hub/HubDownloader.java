package dev.hearth.models.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Downloads models into a folder, each repository in a folder of its own as {@code owner/repo}. */
public final class HubDownloader implements AutoCloseable {
  private final HubClient client;
  private final Path folder;
  private final DownloadOptions options;
  private final List<Download> running = new CopyOnWriteArrayList<>();

  /**
   * Makes a downloader.
   *
   * @param client asks the hub
   * @param folder where the models go
   */
  public HubDownloader(HubClient client, Path folder) {
    this(client, folder, DownloadOptions.USUAL);
  }

  HubDownloader(HubClient client, Path folder, DownloadOptions options) {
    this.client = client;
    this.folder = folder.toAbsolutePath().normalize();
    this.options = options;
  }

  /**
   * Begins to download a model, or goes on with one that was begun.
   *
   * @param listing the repository it is in
   * @param choice the model
   * @param listener is told how it goes, from threads of the download; it must not wait for it
   */
  public Download start(HubListing listing, HubChoice choice, Consumer<DownloadProgress> listener)
      throws IOException {
    Path repository = repository(listing.reference());
    Map<HubFile, Path> targets = new LinkedHashMap<>();
    for (HubFile file : choice.files()) {
      targets.put(file, SafePath.below(repository, file.path()));
    }
    Download download = new Download(client.http(), listing, targets, options, listener);
    running.removeIf(old -> old.progress().state().ended());
    running.add(download);
    download.start();
    return download;
  }

  /** Downloads under way, paused ones too. */
  public List<Download> running() {
    return running.stream().filter(download -> !download.progress().state().ended()).toList();
  }

  /** What was begun and never finished, to go on with or to {@link #discard}. */
  public List<UnfinishedDownload> unfinished() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<UnfinishedDownload> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 8)) {
      for (Path notes :
          files.filter(f -> f.toString().endsWith(PartFile.NOTES)).sorted().toList()) {
        unfinished(notes).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Throws away a download that was never finished. */
  public void discard(UnfinishedDownload unfinished) throws IOException {
    PartFile.remove(unfinished.target());
  }

  /** Pauses everything; what has arrived is kept for the next time. */
  @Override
  public void close() {
    running.forEach(Download::pause);
  }

  private Path repository(HubReference reference) throws IOException {
    Files.createDirectories(folder);
    return Files.createDirectories(SafePath.below(folder, reference.id()));
  }

  private static Optional<UnfinishedDownload> unfinished(Path file) throws IOException {
    String name = file.getFileName().toString();
    Path target = file.resolveSibling(name.substring(0, name.length() - PartFile.NOTES.length()));
    return PartFile.read(file)
        .filter(PartNotes::consistent)
        .flatMap(notes -> reference(notes).map(r -> unfinished(r, target, notes)));
  }

  private static UnfinishedDownload unfinished(
      HubReference reference, Path target, PartNotes notes) {
    return new UnfinishedDownload(reference, target, notes.done(), notes.size());
  }

  private static Optional<HubReference> reference(PartNotes notes) {
    try {
      String[] names = notes.repo().split("/", 2);
      return Optional.of(new HubReference(names[0], names[1], notes.revision(), "", notes.path()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
