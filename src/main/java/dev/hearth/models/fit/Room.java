package dev.hearth.models.fit;

/** How much memory a machine has to give, and where a need would lie in it. */
final class Room {
  private final long gpuFree;
  private final long ramFree;
  private final boolean shared;

  Room(MachineMemory machine) {
    this.gpuFree = machine.gpus().stream().mapToLong(g -> less(g.freeBytes())).sum();
    this.ramFree = less(machine.freeRamBytes());
    this.shared = !machine.gpus().isEmpty() && machine.gpus().stream().allMatch(Gpu::shared);
  }

  /** GPU memory to give. */
  long gpuFree() {
    return gpuFree;
  }

  /** RAM to give. */
  long ramFree() {
    return ramFree;
  }

  /** True where both needs have room, which on shared memory is the same room. */
  boolean holds(MemoryNeed onGpu, MemoryNeed inRam) {
    boolean gpu = onGpu.total() <= gpuFree;
    long ram = inRam.total() + (shared ? onGpu.total() : 0);
    return gpu && ram <= ramFree;
  }

  Verdict verdict(Layout layout, int layers, MemoryNeed onGpu, MemoryNeed inRam) {
    if (!holds(onGpu, inRam)) {
      return Verdict.TOO_BIG;
    }
    if (layout.gpuLayers() == 0) {
      return Verdict.RAM;
    }
    boolean whole =
        layout.gpuLayers() >= layers && layout.cpuExpertLayers() == 0 && !layout.kvInRam();
    return whole ? Verdict.GPU : Verdict.SPLIT;
  }

  private static long less(long free) {
    return Math.max(0, free - FitEstimate.MARGIN);
  }
}
