package dev.hearth.models.fit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The memory a model server could use.
 *
 * @param ramBytes the machine's RAM
 * @param freeRamBytes what of it programs could have now, caches given back
 * @param gpus devices llama-server listed
 */
public record MachineMemory(long ramBytes, long freeRamBytes, List<Gpu> gpus) {
  /** Differences of less than one part in so many are the system's own breathing. */
  private static final int GRAIN = 256;

  /** Copies the list. */
  public MachineMemory {
    gpus = List.copyOf(gpus);
  }

  /** Whether nobody would see that anything but this was measured. */
  public boolean looksLike(MachineMemory other) {
    return ramBytes == other.ramBytes
        && near(freeRamBytes, other.freeRamBytes, ramBytes)
        && gpus.size() == other.gpus.size()
        && IntStream.range(0, gpus.size()).allMatch(i -> alike(gpus.get(i), other.gpus.get(i)));
  }

  private static boolean alike(Gpu one, Gpu other) {
    return one.id().equals(other.id())
        && one.totalBytes() == other.totalBytes()
        && one.shared() == other.shared()
        && near(one.freeBytes(), other.freeBytes(), one.totalBytes());
  }

  private static boolean near(long one, long other, long total) {
    return Math.abs(one - other) <= total / GRAIN;
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
