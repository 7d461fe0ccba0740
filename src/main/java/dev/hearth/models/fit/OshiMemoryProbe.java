package dev.hearth.models.fit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/** Asks the system for its RAM; the devices come from whoever can run llama-server. */
public final class OshiMemoryProbe implements MemoryProbe {
  private final GlobalMemory memory = new SystemInfo().getHardware().getMemory();
  private final Supplier<List<Gpu>> devices;

  /**
   * Makes a probe.
   *
   * @param devices the devices as {@code llama-server --list-devices} lists them now
   */
  public OshiMemoryProbe(Supplier<List<Gpu>> devices) {
    this.devices = devices;
  }

  @Override
  public MachineMemory look() {
    long total = Math.min(memory.getTotal(), containerLimit());
    return new MachineMemory(total, Math.min(total, memory.getAvailable()), devices.get());
  }

  /** In a container the machine's RAM is not all for us; the JVM knows the limit. */
  private static long containerLimit() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
