package dev.hearth.guard;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Ids for calls that came without one, or with one that another call has already. */
final class CallIds {
  /** Mistral's templates accept nothing but nine letters and digits. */
  private static final int LENGTH = 9;

  private static final int BASE = 36;

  private final Supplier<String> source;
  private final Set<String> taken = new HashSet<>();

  CallIds(Supplier<String> source) {
    this.source = source;
  }

  /** The id itself if it is usable, else a new one. */
  String idFor(String given) {
    String id = given == null ? "" : given;
    while (id.isBlank() || !taken.add(id)) {
      id = source.get();
    }
    return id;
  }

  /** Ids that depend on nothing but what the model produced. */
  static Supplier<String> from(CharSequence output, CharSequence reasoning) {
    return new Supplier<>() {
      private long state;
      private boolean begun;

      @Override
      public String get() {
        if (!begun) {
          begun = true;
          state = mix(mix(1, output), reasoning);
        }
        state = state * 6364136223846793005L + 1442695040888963407L;
        String digits = Long.toString(state >>> 16, BASE);
        return "0".repeat(Math.max(0, LENGTH - digits.length()))
            + digits.substring(Math.max(0, digits.length() - LENGTH));
      }
    };
  }

  private static long mix(long seed, CharSequence text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash * 31 + text.length();
  }
}
