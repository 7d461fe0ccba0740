package dev.hearth.app;

import dev.hearth.desk.services.ModelsService;
import dev.hearth.models.hub.HubSettings;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.fleet.FleetOptions;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.server.ServerTimes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** The real services below a folder of the test, wired as the application wires them. */
public final class DeskModelsFixture implements AutoCloseable {
  private final ModelLibrary library;
  private final LocalModels local;
  private final DeskModels desk;
  private final OkHttpClient http = new OkHttpClient();

  private DeskModelsFixture(Path home, Optional<Path> program, Optional<ProgramInstall> install) {
    Path own = home.resolve("models").toAbsolutePath();
    library =
        ModelLibrary.open(
            home.resolve("data"),
            List.of(new LibraryRoot(own, "Hearth", true, true)),
            InstantSource.system());
    LocalChoices choices =
        new LocalChoices(
            program,
            FleetOptions.ONE,
            ServerTimes.USUAL
                .withRestarts(Duration.ofMillis(100), 5, Duration.ofMinutes(5))
                .withWatch(Duration.ofMillis(100)));
    local =
        new LocalModels(
            library,
            new LocalPrograms(
                () ->
                    new SearchPlaces(
                        Platform.current(), Map.of(), home, home.resolve("nowhere"), List.of()),
                () -> program.filter(Files::exists)),
            () -> choices,
            home.resolve("data"),
            InstantSource.system());
    desk =
        new DeskModels(
            local,
            own,
            () -> http,
            () -> new HubSettings(URI.create("http://127.0.0.1:9"), ""),
            install);
  }

  /** With this llama-server. */
  public static DeskModelsFixture open(Path home, Path program) {
    return new DeskModelsFixture(home, Optional.of(program), Optional.empty());
  }

  /** With no llama-server, and this way to get one. */
  static DeskModelsFixture without(Path home, Optional<ProgramInstall> install) {
    return new DeskModelsFixture(home, Optional.empty(), install);
  }

  public ModelsService service() {
    return desk.service();
  }

  DeskModels desk() {
    return desk;
  }

  LocalModels local() {
    return local;
  }

  @Override
  public void close() {
    desk.close();
    local.close();
    library.close();
    http.dispatcher().executorService().shutdown();
  }
}
