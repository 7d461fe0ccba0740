package dev.hearth.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells well-formed UTF-8 from other bytes without decoding them. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** The offset of the first byte that is not well-formed UTF-8, or -1 when all are. */
  public static int firstFault(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (to - i >= Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        int length = sequenceLength(bytes, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /** Length of the multi-byte sequence at {@code i}, or 0 when there is no well-formed one. */
  private static int sequenceLength(byte[] bytes, int i, int to) {
    int lead = bytes[i] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return continues(bytes, i + 1, to) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      boolean whole = continues(bytes, i + 1, to) && continues(bytes, i + 2, to);
      return whole && secondOfThreeFits(lead, bytes[i + 1] & 0xff) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      boolean whole =
          continues(bytes, i + 1, to) && continues(bytes, i + 2, to) && continues(bytes, i + 3, to);
      return whole && secondOfFourFits(lead, bytes[i + 1] & 0xff) ? 4 : 0;
    }
    return 0;
  }

  private static boolean continues(byte[] bytes, int i, int to) {
    return i < to && (bytes[i] & 0xc0) == 0x80;
  }

  /** Rules out overlong forms and surrogates. */
  private static boolean secondOfThreeFits(int lead, int second) {
    return switch (lead) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second <= 0x9f;
      default -> true;
    };
  }

  /** Rules out overlong forms and code points past the last plane. */
  private static boolean secondOfFourFits(int lead, int second) {
    return switch (lead) {
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second <= 0x8f;
      default -> true;
    };
  }
}
