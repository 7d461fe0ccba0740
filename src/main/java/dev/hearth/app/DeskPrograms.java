package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.ServerPrograms;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.install.InstallProgress;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.local.NoProgramException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** The llama-server programs for the desk. */
final class DeskPrograms implements ServerPrograms {
  private final LocalPrograms programs;
  private final Optional<ProgramInstall> install;
  private final Executor work;
  private final LiveValue<ProgramStatus> status = new LiveValue<>(ProgramStatus.UNKNOWN);
  private final AtomicBoolean installing = new AtomicBoolean();
  private volatile boolean cancelled;

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

  private void lookNow() {
    if (installing.get()) {
      return;
    }
    try {
      ServerBinary best = programs.best();
      status.set(ProgramStatus.found(best, programs.abilities(best.path())));
    } catch (NoProgramException e) {
      status.set(
          ProgramStatus.missing(
              "Models need llama.cpp's llama-server to run, and none was found on this machine."));
    } catch (ProbeFailedException e) {
      status.set(ProgramStatus.failed(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean canInstall() {
    return install.isPresent();
  }

  @Override
  public void install() {
    if (install.isPresent() && installing.compareAndSet(false, true)) {
      cancelled = false;
      status.set(ProgramStatus.installing(-1, "Looking for the build for this machine"));
      work.execute(this::installNow);
    }
  }

  private void installNow() {
    Optional<String> problem = Optional.empty();
    try {
      install.orElseThrow().run(this::tell, () -> cancelled);
    } catch (IOException | RuntimeException e) {
      problem = cancelled ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      installing.set(false);
    }
    if (problem.isPresent()) {
      status.set(ProgramStatus.failed(problem.get()));
    } else {
      lookNow();
    }
  }

  private void tell(InstallProgress progress) {
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
    cancelled = true;
  }
}
