package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ModelsService;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.models.hub.HubSettings;
import dev.hearth.models.library.FileReveal;
import dev.hearth.runtime.local.LocalModels;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** The models and servers of this machine for the desk, off the desk's own thread. */
final class DeskModels implements AutoCloseable {
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final DeskShelf shelf;
  private final DeskRuns runs;
  private final DeskHub hub;
  private final DeskPrograms programs;
  private final ServerStrip strip;

  /**
   * @param local owned by the caller, as is its library
   * @param own Hearth's own models folder, the only one it writes to
   * @param http for the hub
   * @param hubSettings where the hub is and the token for it, asked anew each time
   * @param install fetches llama-server; empty where Hearth cannot
   */
  DeskModels(
      LocalModels local,
      Path own,
      Supplier<OkHttpClient> http,
      Supplier<HubSettings> hubSettings,
      Optional<ProgramInstall> install) {
    shelf =
        new DeskShelf(local.library(), own, new FileReveal(System.getProperty("os.name")), work);
    runs = new DeskRuns(local, work);
    hub = new DeskHub(http, hubSettings, own, local.library(), work);
    programs = new DeskPrograms(local.programs(), install, work);
    strip = new ServerStrip(runs);
  }

  /** What the Models place stands on. */
  ModelsService service() {
    return new ModelsService(shelf, runs, hub, programs);
  }

  /** The programs, as the settings and the first page see them. */
  DeskPrograms programs() {
    return programs;
  }

  /** The server in front, for the strip. */
  Live<ServerStatus> server() {
    return strip.status();
  }

  /** Pauses downloads and follows nothing any more; servers are their owner's to stop. */
  @Override
  public void close() {
    strip.close();
    programs.cancelInstall();
    hub.close();
    runs.close();
    shelf.close();
    work.close();
  }
}
