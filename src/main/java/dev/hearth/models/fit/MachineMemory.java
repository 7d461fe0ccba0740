package dev.hearth.models.fit;

import java.util.List;

/**
 * The memory a model server could use.
 *
 * @param ramBytes the machine's RAM
 * @param freeRamBytes what of it programs could have now, caches given back
 * @param gpus devices llama-server listed
 */
public record MachineMemory(long ramBytes, long freeRamBytes, List<Gpu> gpus) {
  /** Copies the list. */
  public MachineMemory {
    gpus = List.copyOf(gpus);
  }

  /** The same machine with the devices given. */
  public MachineMemory withGpus(List<Gpu> found) {
    return new MachineMemory(ramBytes, freeRamBytes, found);
  }

  /**
   * The same machine after a running server has ended, for "fits after unloading X".
   *
   * @param ram RAM it gives back
   * @param gpu device memory it gives back, taken to be spread as the devices' memory is used
   */
  public MachineMemory afterFreeing(long ram, long gpu) {
    long used = gpus.stream().mapToLong(g -> g.totalBytes() - g.freeBytes()).sum();
    List<Gpu> after = gpus.stream().map(g -> freed(g, gpu, used)).toList();
    return new MachineMemory(ramBytes, Math.min(ramBytes, freeRamBytes + ram), after);
  }

  private static Gpu freed(Gpu gpu, long bytes, long used) {
    long mine =
        used <= 0 ? 0 : (long) (bytes * ((gpu.totalBytes() - gpu.freeBytes()) / (double) used));
    long free = Math.min(gpu.totalBytes(), gpu.freeBytes() + mine);
    return new Gpu(gpu.id(), gpu.name(), gpu.totalBytes(), free, gpu.shared());
  }
}
