package dev.hearth.models.fit;

/**
 * What a model needs in one place.
 *
 * @param weights its tensors
 * @param kvCache keys and values of the context, and recurrent state
 * @param compute work buffers; rough
 * @param projector vision or audio projector
 * @param draft draft model
 */
public record MemoryNeed(long weights, long kvCache, long compute, long projector, long draft) {
  /** Nothing. */
  public static final MemoryNeed NOTHING = new MemoryNeed(0, 0, 0, 0, 0);

  /** All of it together. */
  public long total() {
    return sum(sum(sum(weights, kvCache), sum(compute, projector)), draft);
  }

  /** This and another need. */
  public MemoryNeed plus(MemoryNeed other) {
    return new MemoryNeed(
        sum(weights, other.weights),
        sum(kvCache, other.kvCache),
        sum(compute, other.compute),
        sum(projector, other.projector),
        sum(draft, other.draft));
  }

  /** A file can claim sizes whose sum would turn negative and seem to fit. */
  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 && a >= 0 && b >= 0 ? Long.MAX_VALUE : sum;
  }
}
