package dev.hearth.runtime.install;

import dev.hearth.runtime.binary.Platform;
import java.util.List;
import java.util.Optional;

/**
 * What a build has to suit.
 *
 * @param accelerators what this machine could use, the best first; the processor is always last
 * @param cuda the newest CUDA the driver supports, such as {@code 12.8}
 */
public record Machine(Platform platform, List<Accelerator> accelerators, Optional<String> cuda) {
  public Machine {
    accelerators = List.copyOf(accelerators);
  }

  /** The same with one wish only. */
  public Machine wishing(Accelerator accelerator) {
    return new Machine(platform, List.of(accelerator), cuda);
  }
}
