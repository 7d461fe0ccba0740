package dev.hearth.app;

import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.services.LlamaServers;
import dev.hearth.desk.services.Trial;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.BinaryFinder;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.install.BuildChoice;
import dev.hearth.runtime.install.Builds;
import dev.hearth.runtime.install.InstallProgress;
import dev.hearth.runtime.install.Installer;
import dev.hearth.runtime.install.MachineLook;
import dev.hearth.runtime.install.ReleaseFeed;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds the llama-servers of this machine and installs official builds. */
public final class LlamaPrograms implements LlamaServers {
  private final SettingsStore settings;
  private final Function<List<Path>, SearchPlaces> places;
  private final AbilityProbe probe;
  private final Builds builds;
  private final ReleaseFeed releases;
  private final Installer installer;

  /**
   * Programs on one machine.
   *
   * @param settings where the user's choice is
   * @param places where to look, given Hearth's own builds; see {@link SearchPlaces#ofThisMachine}
   * @param probe asks each program what it is
   * @param builds what Hearth has installed
   * @param releases what could be installed
   * @param installer does it
   */
  public LlamaPrograms(
      SettingsStore settings,
      Function<List<Path>, SearchPlaces> places,
      AbilityProbe probe,
      Builds builds,
      ReleaseFeed releases,
      Installer installer) {
    this.settings = settings;
    this.places = places;
    this.probe = probe;
    this.builds = builds;
    this.releases = releases;
    this.installer = installer;
  }

  @Override
  public List<LlamaServer> find() throws InterruptedException {
    BinaryFinder finder = new BinaryFinder(places.apply(builds.folders()));
    List<LlamaServer> found = new ArrayList<>();
    for (ServerBinary binary : finder.llamaServers(chosen())) {
      found.add(asked(binary));
    }
    return found;
  }

  @Override
  public Trial install(Consumer<InstallProgress> told) {
    Install install = new Install(told);
    install.thread = Thread.ofVirtual().name("llama-install").start(install::run);
    return install;
  }

  private Optional<Path> chosen() {
    String choice = settings.current().models().llamaServer();
    try {
      return choice.isBlank() ? Optional.empty() : Optional.of(Path.of(choice));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private LlamaServer asked(ServerBinary binary) throws InterruptedException {
    String origin = binary.origin().words();
    try {
      return new LlamaServer(binary.path(), origin, probe.probe(binary.path()).version(), "");
    } catch (ProbeFailedException e) {
      return new LlamaServer(binary.path(), origin, "", e.getMessage());
    }
  }

  /** One install on a thread of its own. */
  private final class Install implements Trial {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Consumer<InstallProgress> told;
    private volatile boolean cancelled;
    private volatile Thread thread;

    Install(Consumer<InstallProgress> told) {
      this.told = told;
    }

    @Override
    public CompletableFuture<Void> done() {
      return done;
    }

    @Override
    public void cancel() {
      cancelled = true;
      // The list of releases may be waited for, which no flag ends.
      thread.interrupt();
    }

    private void run() {
      try {
        BuildChoice choice = BuildChoice.of(releases.latest(), MachineLook.now());
        installer.install(choice, told, () -> cancelled);
        done.complete(null);
      } catch (IOException | InterruptedException | RuntimeException e) {
        if (cancelled) {
          done.complete(null);
        } else {
          done.completeExceptionally(e);
        }
      }
    }
  }
}
