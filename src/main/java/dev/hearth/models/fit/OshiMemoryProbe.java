package dev.hearth.models.fit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;

/** Asks the system for its RAM; the devices come from whoever can run llama-server. */
public final class OshiMemoryProbe implements MemoryProbe {
  private final HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
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
    GlobalMemory memory = hardware.getMemory();
    long total = Math.min(memory.getTotal(), containerLimit());
    return new MachineMemory(total, Math.min(total, memory.getAvailable()), devices.get());
  }

  /**
   * The graphics cards the system knows of, whether or not the llama-server at hand can use them.
   * What of their memory is free is not known here, so all of it counts as free.
   */
  public List<Gpu> graphicsCards() {
    return hardware.getGraphicsCards().stream()
        .map(
            card ->
                new Gpu(card.getDeviceId(), card.getName(), card.getVRam(), card.getVRam(), false))
        .toList();
  }

  /** In a container the machine's RAM is not all for us; the JVM knows the limit. */
  private static long containerLimit() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
