package dev.hearth.desk.models;

import java.util.ArrayList;
import java.util.List;

/**
 * The stops of the context slider: automatic, then usual sizes up to what the model was trained
 * for.
 */
final class ContextSteps {
  private static final int LEAST = 2048;
  private static final int WITHOUT_TRAINING = 131_072;

  private final List<Integer> stops = new ArrayList<>();

  ContextSteps(long trained) {
    int most = (int) Math.min(trained > 0 ? trained : WITHOUT_TRAINING, Integer.MAX_VALUE / 2);
    stops.add(0);
    for (int size = LEAST; size < most; size *= 2) {
      stops.add(size);
      if (size + size / 2 < most && size >= 2 * LEAST) {
        stops.add(size + size / 2);
      }
    }
    stops.add(most);
  }

  int count() {
    return stops.size();
  }

  int at(int index) {
    return stops.get(Math.clamp(index, 0, stops.size() - 1));
  }

  /** The stop nearest to a size; 0 is automatic. */
  int indexOf(int context) {
    if (context <= 0) {
      return 0;
    }
    int best = 1;
    for (int i = 1; i < stops.size(); i++) {
      if (Math.abs(stops.get(i) - context) < Math.abs(stops.get(best) - context)) {
        best = i;
      }
    }
    return best;
  }
}
