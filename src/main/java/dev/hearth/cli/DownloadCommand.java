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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
      "HF_ENDPOINT names a mirror, HF_TOKEN opens gated repositories."
    },
    mixinStandardHelpOptions = true)
public final class DownloadCommand implements Callable<Integer> {
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
      } else {
        download(hub, listing);
      }
      return 0;
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

  private void download(HubClient hub, HubListing listing) throws Exception {
    HubChoice choice = listing.choose();
    ProgressBar bar = ProgressBar.on(spec.commandLine().getErr());
    try (HubDownloader downloader = new HubDownloader(hub, place.ownModels())) {
      Download download = downloader.start(listing, choice, progress -> show(bar, progress));
      List<Path> files = await(download);
      bar.end();
      if (json.wanted()) {
        ObjectNode node = JsonOutput.object().put("bytes", choice.bytes());
        files.forEach(file -> node.withArray("files").add(file.toString()));
        JsonOutput.print(out(), node);
      } else {
        files.forEach(file -> out().println(file));
        out().flush();
      }
    } finally {
      bar.end();
    }
  }

  private static List<Path> await(Download download) throws Exception {
    try {
      return download.done().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : e;
    }
  }

  private void show(ProgressBar bar, DownloadProgress progress) {
    if (!json.wanted()) {
      String speed =
          progress.state() == DownloadState.RUNNING
              ? Sizes.of(progress.bytesPerSecond()) + "/s"
              : progress.state().name().toLowerCase(java.util.Locale.ROOT);
      bar.show(
          Sizes.of(progress.doneBytes()) + " of " + Sizes.of(progress.totalBytes()) + "  " + speed,
          progress.doneBytes(),
          progress.totalBytes());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
