package dev.hearth.models.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code llama-server --list-devices} prints. */
public final class LlamaDevices {
  private static final long MIB = 1024 * 1024;

  private static final Pattern DEVICE =
      Pattern.compile(
          "^\\s+([A-Za-z][\\w.\\[\\]:-]*?): (.*) \\((\\d+) MiB, (\\d+) MiB free\\)\\s*$");

  /** The Vulkan back end says of each device whether it shares the machine's memory. */
  private static final Pattern VULKAN =
      Pattern.compile("ggml_vulkan: (\\d+) = .*\\buma: ([01])\\b.*");

  private LlamaDevices() {}

  /**
   * The devices in the program's output, both streams together. What has no memory of its own, such
   * as a BLAS library, is left out.
   */
  public static List<Gpu> parse(String output) {
    Map<String, Boolean> shared = new HashMap<>();
    List<Gpu> found = new ArrayList<>();
    boolean listed = false;
    for (String line : output.lines().toList()) {
      Matcher vulkan = VULKAN.matcher(line);
      if (vulkan.find()) {
        shared.put("Vulkan" + vulkan.group(1), vulkan.group(2).equals("1"));
      }
      listed |= line.startsWith("Available devices");
      Matcher device = DEVICE.matcher(line);
      if (listed && device.matches()) {
        add(found, device, shared);
      }
    }
    return List.copyOf(found);
  }

  private static void add(List<Gpu> found, Matcher device, Map<String, Boolean> shared) {
    String id = device.group(1);
    String name = device.group(2).strip();
    long total = mebibytes(device.group(3));
    long free = Math.min(total, mebibytes(device.group(4)));
    if (total > 0) {
      found.add(new Gpu(id, name, total, free, shared.getOrDefault(id, looksShared(id, name))));
    }
  }

  private static long mebibytes(String digits) {
    return digits.length() > 12 ? 0 : Long.parseLong(digits) * MIB;
  }

  private static boolean looksShared(String id, String name) {
    String low = name.toLowerCase(Locale.ROOT);
    return id.startsWith("MTL")
        || id.startsWith("Metal")
        || low.startsWith("apple ")
        || low.contains("intel") && low.contains("graphics") && !low.contains("arc")
        || low.contains("radeon") && low.contains("graphics") && !low.contains(" rx ");
  }
}
