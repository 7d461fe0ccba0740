package dev.hearth.proxy;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes ids that are unique across runs and sort by time. */
final class ExchangeIds {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int BITS = 5;
  private static final int TIME_DIGITS = 9;
  private static final int COUNT_DIGITS = 4;
  private static final int RUN_DIGITS = 4;

  private final InstantSource clock;
  private final int run = new SecureRandom().nextInt();
  private final AtomicInteger count = new AtomicInteger();

  ExchangeIds(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    StringBuilder id = new StringBuilder("ex_");
    digits(id, clock.millis(), TIME_DIGITS);
    digits(id, count.getAndIncrement(), COUNT_DIGITS);
    digits(id, run, RUN_DIGITS);
    return id.toString();
  }

  private static void digits(StringBuilder out, long value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      out.append(DIGITS[(int) (value >>> (i * BITS)) & (DIGITS.length - 1)]);
    }
  }
}
