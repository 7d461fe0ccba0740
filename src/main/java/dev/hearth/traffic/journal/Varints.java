package dev.hearth.traffic.journal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lists of numbers that mostly grow by one, in few bytes. */
final class Varints {
  private Varints() {}

  static byte[] write(List<Long> numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(numbers.size() + 8);
    long previous = 0;
    for (long number : numbers) {
      long delta = number - previous;
      // Small steps in either direction stay small.
      long zigzag = (delta << 1) ^ (delta >> 63);
      while ((zigzag & ~0x7fL) != 0) {
        out.write((int) (zigzag & 0x7f | 0x80));
        zigzag >>>= 7;
      }
      out.write((int) zigzag);
      previous = number;
    }
    return out.toByteArray();
  }

  static List<Long> read(byte[] bytes) {
    List<Long> numbers = new ArrayList<>(bytes.length);
    long previous = 0;
    int at = 0;
    while (at < bytes.length) {
      long zigzag = 0;
      int shift = 0;
      byte b;
      do {
        b = bytes[at++];
        zigzag |= (long) (b & 0x7f) << shift;
        shift += 7;
      } while (b < 0);
      previous += (zigzag >>> 1) ^ -(zigzag & 1);
      numbers.add(previous);
    }
    return numbers;
  }
}
