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
    return weights + kvCache + compute + projector + draft;
  }

  /** This and another need. */
  public MemoryNeed plus(MemoryNeed other) {
    return new MemoryNeed(
        weights + other.weights,
        kvCache + other.kvCache,
        compute + other.compute,
        projector + other.projector,
        draft + other.draft);
  }
}
