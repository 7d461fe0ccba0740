package dev.hearth.runtime.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Processor time and memory of a process and all it has started. */
record ProcessUse(Duration cpu, long residentBytes) {

  static ProcessUse of(long pid) {
    Optional<ProcessHandle> root = ProcessHandle.of(pid);
    if (root.isEmpty()) {
      return new ProcessUse(Duration.ZERO, 0);
    }
    OperatingSystem os = new SystemInfo().getOperatingSystem();
    Duration cpu = Duration.ZERO;
    long memory = 0;
    for (ProcessHandle handle : Stream.concat(root.stream(), root.get().descendants()).toList()) {
      cpu = cpu.plus(handle.info().totalCpuDuration().orElse(Duration.ZERO));
      OSProcess process = os.getProcess((int) handle.pid());
      memory += process == null ? 0 : process.getResidentMemory();
    }
    return new ProcessUse(cpu, memory);
  }
}
