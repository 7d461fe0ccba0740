package dev.hearth.app;

import dev.hearth.models.fit.Gpu;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.NoProgramException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What memory is free now, for the screen. What nobody would see to have changed is told as it was,
 * so that a quiet machine leaves the desk alone.
 */
final class MemoryLook implements Supplier<Optional<MachineMemory>> {
  /** Asking for the GPUs' memory starts a program, which takes a good part of a second. */
  private static final Duration GPU_INTERVAL = Duration.ofSeconds(30);

  private final LocalModels local;
  private final AbilityProbe probe;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private List<Gpu> gpus = List.of();
  private long asked;
  private Optional<MachineMemory> told = Optional.empty();

  MemoryLook(LocalModels local, AbilityProbe probe) {
    this.local = local;
    this.probe = probe;
  }

  /** A server came or went, and with it what is free. */
  void changed() {
    changed.set(true);
  }

  @Override
  public synchronized Optional<MachineMemory> get() {
    MachineMemory seen = look();
    if (told.filter(seen::looksLike).isEmpty()) {
      told = Optional.of(seen);
    }
    return told;
  }

  /** The GPUs' free memory changes with every load, unlike what else is known of the program. */
  private MachineMemory look() {
    MachineMemory machine = local.memory();
    if (machine.gpus().isEmpty()) {
      return machine;
    }
    long now = System.nanoTime();
    if (changed.getAndSet(false) || now - asked > GPU_INTERVAL.toNanos()) {
      asked = now;
      gpus = gpus();
    }
    return gpus.isEmpty() ? machine : machine.withGpus(gpus);
  }

  private List<Gpu> gpus() {
    try {
      return probe.devicesNow(local.programs().best().path());
    } catch (NoProgramException | ProbeFailedException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
