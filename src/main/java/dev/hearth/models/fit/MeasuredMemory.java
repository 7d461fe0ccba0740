package dev.hearth.models.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a llama-server that was started with {@code -lv 4} said it took.
 *
 * @param onGpu in GPU memory
 * @param inRam in RAM
 */
public record MeasuredMemory(MemoryNeed onGpu, MemoryNeed inRam) {
  private static final Pattern BUFFER =
      Pattern.compile("(\\S+) +(model|KV|RS|compute|output) buffer size = +([\\d.]+) MiB");

  private static final double MIB = 1024 * 1024;

  /** Reads the figures from the server's log; nothing where it says none. */
  public static MeasuredMemory parse(String log) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    log.lines()
        .forEach(
            line -> {
              Matcher matcher = BUFFER.matcher(line);
              if (matcher.find()) {
                count(sizes, matcher);
              }
            });
    return new MeasuredMemory(need(sizes, "gpu"), need(sizes, "ram"));
  }

  private static void count(Map<String, Double> sizes, Matcher matcher) {
    String where = inRam(matcher.group(1)) ? "ram" : "gpu";
    String key = where + matcher.group(2);
    double size = Double.parseDouble(matcher.group(3));
    // A model with two kinds of layers has two caches; other buffers are told again when they grow.
    boolean adds = matcher.group(2).equals("KV") || matcher.group(2).equals("RS");
    sizes.merge(key + matcher.group(1), size, adds ? Double::sum : Math::max);
  }

  private static MemoryNeed need(Map<String, Double> sizes, String where) {
    return new MemoryNeed(
        sum(sizes, where + "model"),
        sum(sizes, where + "KV") + sum(sizes, where + "RS"),
        sum(sizes, where + "compute") + sum(sizes, where + "output"),
        0,
        0);
  }

  private static long sum(Map<String, Double> sizes, String prefix) {
    return sizes.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .mapToLong(entry -> Math.round(entry.getValue() * MIB))
        .sum();
  }

  private static boolean inRam(String device) {
    return device.startsWith("CPU") || device.endsWith("_Host") || device.equals("BLAS");
  }
}
