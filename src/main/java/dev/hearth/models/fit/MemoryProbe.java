package dev.hearth.models.fit;

/** Looks up what memory the machine has at this moment. */
public interface MemoryProbe {
  /** The machine's memory now. */
  MachineMemory look();
}
