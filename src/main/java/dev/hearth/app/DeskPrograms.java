package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.services.LlamaServers;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.ServerPrograms;
import dev.hearth.desk.services.Trial;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.install.InstallProgress;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.local.NoProgramException;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The llama-server programs for the desk: the one in use for the Models place, all of them for the
 * settings and the first page. Both see the same install.
 */
final class DeskPrograms implements ServerPrograms, LlamaServers {
  private final LocalPrograms programs;
  private final Optional<ProgramInstall> install;
  private final Executor work;
  private final LiveValue<ProgramStatus> status = new LiveValue<>(ProgramStatus.UNKNOWN);
  private Optional<RunningInstall> running = Optional.empty();
  private volatile Consumer<Path> choice = program -> {};
  private long looks;

  DeskPrograms(LocalPrograms programs, Optional<ProgramInstall> install, Executor work) {
    this.programs = programs;
    this.install = install;
    this.work = work;
    look();
  }

  @Override
  public Live<ProgramStatus> status() {
    return status;
  }

  @Override
  public void look() {
    work.execute(this::lookNow);
  }

  /** Looks again whenever another program is chosen in the settings. */
  AutoCloseable follow(SettingsStore settings) {
    choice =
        program ->
            settings.change(s -> s.withModels(s.models().withLlamaServer(program.toString())));
    AtomicReference<String> known =
        new AtomicReference<>(settings.current().models().llamaServer());
    return settings.listen(
        changed -> {
          String chosen = changed.models().llamaServer();
          if (!chosen.equals(known.getAndSet(chosen))) {
            look();
          }
        });
  }

  @Override
  public void choose(Path program) {
    work.execute(
        () -> {
          choice.accept(program);
          lookNow();
        });
  }

  private void lookNow() {
    long mine;
    synchronized (this) {
      mine = ++looks;
    }
    try {
      ProgramStatus seen = seen();
      synchronized (this) {
        // A slow look must not overwrite what a later one saw, or an install that goes on.
        if (mine == looks && running.isEmpty()) {
          status.set(seen);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProgramStatus seen() throws InterruptedException {
    try {
      ServerBinary best = programs.best();
      return ProgramStatus.found(best, programs.abilities(best.path()));
    } catch (NoProgramException e) {
      return ProgramStatus.missing(
          "Models need llama.cpp's llama-server to run, and none was found on this machine.");
    } catch (ProbeFailedException e) {
      return ProgramStatus.failed(e.getMessage());
    }
  }

  @Override
  public List<LlamaServer> find() throws InterruptedException {
    List<LlamaServer> found = new ArrayList<>();
    for (ServerBinary binary : programs.all()) {
      found.add(asked(binary));
    }
    return found;
  }

  private LlamaServer asked(ServerBinary binary) throws InterruptedException {
    String origin = binary.origin().words();
    try {
      String version = programs.abilities(binary.path()).version();
      return new LlamaServer(binary.path(), origin, version, "");
    } catch (ProbeFailedException e) {
      return new LlamaServer(binary.path(), origin, "", e.getMessage());
    }
  }

  @Override
  public boolean canInstall() {
    return install.isPresent();
  }

  private synchronized boolean installing() {
    return running.isPresent();
  }

  @Override
  public void install() {
    if (canInstall() && !installing()) {
      install(progress -> {});
    }
  }

  @Override
  public synchronized Trial install(Consumer<InstallProgress> told) {
    if (running.isEmpty()) {
      RunningInstall begun = new RunningInstall(install.orElseThrow());
      running = Optional.of(begun);
      status.set(ProgramStatus.installing(-1, "Looking for the build for this machine"));
      begun.tell(this::show);
      begun.tell(told);
      begun.done().whenComplete((over, failure) -> ended(begun, Optional.ofNullable(failure)));
      begun.begin();
    } else {
      running.get().tell(told);
    }
    return running.get();
  }

  private void ended(RunningInstall which, Optional<Throwable> failure) {
    synchronized (this) {
      running = running.filter(it -> it != which);
      failure.ifPresent(it -> status.set(ProgramStatus.failed(String.valueOf(it.getMessage()))));
    }
    if (failure.isEmpty()) {
      look();
    }
  }

  private void show(InstallProgress progress) {
    double share =
        progress.stage() == InstallProgress.Stage.DOWNLOADING && progress.total() > 0
            ? Math.round(100.0 * progress.done() / progress.total()) / 100.0
            : -1;
    status.set(
        ProgramStatus.installing(
            share,
            switch (progress.stage()) {
              case DOWNLOADING -> "Downloading the official build";
              case VERIFYING -> "Checking that it arrived whole";
              case UNPACKING -> "Unpacking";
              case TRYING -> "Trying it";
            }));
  }

  @Override
  public void cancelInstall() {
    Optional<RunningInstall> now;
    synchronized (this) {
      now = running;
    }
    now.ifPresent(RunningInstall::cancel);
  }
}
