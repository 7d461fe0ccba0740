package dev.hearth.app;

import dev.hearth.desk.services.HubTransfer;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelHub;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.hub.HubChoice;
import dev.hearth.models.hub.HubClient;
import dev.hearth.models.hub.HubDownloader;
import dev.hearth.models.hub.HubListing;
import dev.hearth.models.hub.HubModel;
import dev.hearth.models.hub.HubReference;
import dev.hearth.models.hub.HubSettings;
import dev.hearth.models.hub.UnfinishedDownload;
import dev.hearth.models.library.ModelLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub for the desk. */
final class DeskHub implements ModelHub, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskHub.class);

  /** What a person looks through before they search for something narrower. */
  private static final int MOST_FOUND = 50;

  private final Supplier<OkHttpClient> http;
  private final Supplier<HubSettings> settings;
  private final Path folder;
  private final ModelLibrary library;
  private final Executor work;
  private final LiveValue<List<HubTransfer>> transfers = new LiveValue<>(List.of());
  private final List<HubDownloader> downloaders = new ArrayList<>();

  DeskHub(
      Supplier<OkHttpClient> http,
      Supplier<HubSettings> settings,
      Path folder,
      ModelLibrary library,
      Executor work) {
    this.http = http;
    this.settings = settings;
    this.folder = folder;
    this.library = library;
    this.work = work;
    work.execute(this::findUnfinished);
  }

  @Override
  public CompletableFuture<List<HubModel>> search(String words) {
    return supply(() -> client().search(words, MOST_FOUND));
  }

  @Override
  public CompletableFuture<HubListing> list(String reference) {
    return supply(() -> client().list(HubReference.parse(reference)));
  }

  @Override
  public CompletableFuture<GgufCard> card(HubListing listing, HubChoice choice) {
    return supply(() -> client().card(listing, choice.files().getFirst()));
  }

  @Override
  public CompletableFuture<HubTransfer> download(HubListing listing, HubChoice choice) {
    return supply(
        () -> {
          DeskTransfer transfer = new DeskTransfer(this, listing.reference(), choice.label(), work);
          transfer.begin(listing, choice);
          add(transfer);
          return transfer;
        });
  }

  @Override
  public Live<List<HubTransfer>> transfers() {
    return transfers;
  }

  @Override
  public boolean hasToken() {
    return !settings.get().token().isEmpty();
  }

  HubClient client() {
    return new HubClient(http.get(), settings.get());
  }

  /** One for each begun download, so that each has the token of its time. */
  HubDownloader downloader() {
    HubDownloader made = new HubDownloader(client(), folder);
    synchronized (downloaders) {
      downloaders.add(made);
    }
    return made;
  }

  void remove(HubTransfer transfer) {
    transfers.update(all -> all.stream().filter(t -> t != transfer).toList());
  }

  private void add(HubTransfer transfer) {
    transfers.update(
        all -> {
          List<HubTransfer> more = new ArrayList<>(all);
          more.addFirst(transfer);
          return List.copyOf(more);
        });
  }

  /** The file is there and whole: show it in the list without waiting for the next look. */
  void arrived() {
    library.rescan();
  }

  /** Parts of one model are one download, as they were when it was begun. */
  private void findUnfinished() {
    try {
      Map<String, List<UnfinishedDownload>> byModel = new LinkedHashMap<>();
      for (UnfinishedDownload left : downloader().unfinished()) {
        String file = left.reference().file();
        byModel
            .computeIfAbsent(
                left.reference().id() + file.replaceFirst("-\\d{5}-of-\\d{5}\\.gguf$", ""),
                k -> new ArrayList<>())
            .add(left);
      }
      byModel.values().forEach(left -> add(DeskTransfer.unfinished(this, left, work)));
    } catch (IOException e) {
      LOG.warn("Cannot look for unfinished downloads in {}: {}", folder, e.toString());
    }
  }

  static <T> CompletableFuture<T> supply(Callable<T> what, Executor work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return what.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        work);
  }

  private <T> CompletableFuture<T> supply(Callable<T> what) {
    return supply(what, work);
  }

  /** Pauses every download; it is there to go on with next time. */
  @Override
  public void close() {
    synchronized (downloaders) {
      downloaders.forEach(HubDownloader::close);
    }
  }
}
