package dev.hearth.runtime.local;

import dev.hearth.models.fit.Gpu;
import dev.hearth.runtime.binary.ProbeFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The GPUs as the chosen program lists them. */
final class Devices implements Supplier<List<Gpu>> {
  /** A program that does not run would be started again for every look at the memory. */
  private static final Duration NOT_ASKED_AGAIN = Duration.ofSeconds(30);

  private record Failed(Path program, Instant until) {}

  private final LocalPrograms programs;
  private final InstantSource clock;
  private volatile Optional<Failed> failed = Optional.empty();

  Devices(LocalPrograms programs, InstantSource clock) {
    this.programs = programs;
    this.clock = clock;
  }

  @Override
  public List<Gpu> get() {
    try {
      return listed(programs.best().path());
    } catch (NoProgramException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private List<Gpu> listed(Path program) throws InterruptedException {
    Instant now = clock.instant();
    if (failed.filter(f -> f.program().equals(program) && now.isBefore(f.until())).isPresent()) {
      return List.of();
    }
    try {
      return programs.abilities(program).devices();
    } catch (ProbeFailedException e) {
      failed = Optional.of(new Failed(program, now.plus(NOT_ASKED_AGAIN)));
      return List.of();
    }
  }
}
