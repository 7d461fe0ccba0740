package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.hub.Download;
import dev.hearth.models.hub.DownloadProgress;
import dev.hearth.models.hub.DownloadState;
import dev.hearth.models.hub.HubChoice;
import dev.hearth.models.hub.HubClient;
import dev.hearth.models.hub.HubDownloader;
import dev.hearth.models.hub.HubListing;
import dev.hearth.models.hub.HubReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import okhttp3.OkHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a model from Hugging Face or a mirror; a later call goes on where one ended. */
@Command(
    name = "download",
    description = {
      "Downloads a model from Hugging Face, or goes on with one.",
      "Ctrl-C pauses: the same command goes on with it.",
      "HF_ENDPOINT names a mirror, HF_TOKEN opens gated repositories; both go before what is stored"
          + " in the settings."
    },
    mixinStandardHelpOptions = true)
public final class DownloadCommand implements Callable<Integer> {
  /** What shells report of a program that Ctrl-C has ended. */
  private static final int PAUSED = 130;

  private final Workplace place;

  @Parameters(paramLabel = "MODEL", description = "OWNER/REPO, OWNER/REPO:QUANT, or an address.")
  private String model;

  @Option(names = "--list", description = "Only list what the repository has.")
  private boolean list;

  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  public DownloadCommand(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws Exception {
    OkHttpClient http = new OkHttpClient();
    try {
      HubClient hub = place.hub(http);
      HubListing listing = hub.list(HubReference.parse(model));
      if (list) {
        show(listing);
        return 0;
      }
      return download(hub, listing);
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private void show(HubListing listing) {
    Table table = new Table("QUANT", "SIZE", "FILES", "NAME");
    ArrayNode array = JsonOutput.array();
    for (HubChoice choice : listing.choices()) {
      table.row(
          choice.label(),
          Sizes.of(choice.bytes()),
          Integer.toString(choice.files().size()),
          choice.name());
      array
          .addObject()
          .put("quant", choice.label())
          .put("bytes", choice.bytes())
          .put("files", choice.files().size())
          .put("name", choice.name())
          .put("complete", choice.complete());
    }
    if (json.wanted()) {
      JsonOutput.print(out(), array);
    } else {
      table.print(out());
    }
  }

  private int download(HubClient hub, HubListing listing) throws Exception {
    HubChoice choice = listing.choose();
    ProgressBar bar = ProgressBar.on(err());
    try (CtrlC stop = new CtrlC();
        HubDownloader downloader = new HubDownloader(hub, place.ownModels())) {
      Download download = downloader.start(listing, choice, progress -> show(bar, progress));
      if (!finished(download, stop)) {
        download.pause();
        bar.end();
        paused(download.progress());
        return PAUSED;
      }
      bar.end();
      arrived(choice, download.done().get());
      return 0;
    } finally {
      bar.end();
    }
  }

  /** False when the person did not want to wait. */
  private static boolean finished(Download download, CtrlC stop) throws Exception {
    try {
      return stop.before(download.done());
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException cause ? cause : e;
    }
  }

  private void paused(DownloadProgress progress) {
    err()
        .println(
            "Paused at "
                + Sizes.of(progress.doneBytes())
                + " of "
                + Sizes.of(progress.totalBytes())
                + ". The same command goes on with it.");
    err().flush();
  }

  private void arrived(HubChoice choice, List<Path> files) {
    if (json.wanted()) {
      ObjectNode node = JsonOutput.object().put("bytes", choice.bytes());
      files.forEach(file -> node.withArray("files").add(file.toString()));
      JsonOutput.print(out(), node);
    } else {
      files.forEach(file -> out().println(file));
      out().flush();
    }
  }

  private void show(ProgressBar bar, DownloadProgress progress) {
    if (!json.wanted()) {
      String speed =
          progress.state() == DownloadState.RUNNING
              ? Sizes.of(progress.bytesPerSecond()) + "/s"
              : progress.state().name().toLowerCase(Locale.ROOT);
      bar.show(
          Sizes.of(progress.doneBytes()) + " of " + Sizes.of(progress.totalBytes()) + "  " + speed,
          progress.doneBytes(),
          progress.totalBytes());
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
