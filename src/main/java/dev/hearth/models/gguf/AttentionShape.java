package dev.hearth.models.gguf;

import java.util.List;

/**
 * The attention of a model, as far as it decides the size of the KV cache.
 *
 * @param heads query heads of a layer; 0 where the file does not say
 * @param kvHeads key/value heads of each layer; a layer with 0 keeps no KV cache
 * @param keyLength width of one key head
 * @param valueLength width of one value head
 * @param slidingWindow tokens a sliding-window layer looks back; 0 for none
 * @param slidingLayers which layers slide, in order; empty where the file does not say
 * @param latentRank width of a compressed KV row (multi-head latent attention); 0 for none
 * @param recurrentBytes fixed state that recurrent layers keep for one sequence
 */
public record AttentionShape(
    int heads,
    List<Integer> kvHeads,
    int keyLength,
    int valueLength,
    int slidingWindow,
    List<Boolean> slidingLayers,
    int latentRank,
    long recurrentBytes) {
  /** The shape of a file that says nothing. */
  public static final AttentionShape UNKNOWN =
      new AttentionShape(0, List.of(), 0, 0, 0, List.of(), 0, 0);

  /** Copies the lists; a list that is absent in stored data is empty. */
  public AttentionShape {
    kvHeads = kvHeads == null ? List.of() : List.copyOf(kvHeads);
    slidingLayers = slidingLayers == null ? List.of() : List.copyOf(slidingLayers);
  }

  /** The most key/value heads any layer has, the figure people quote for a model. */
  public int mostKvHeads() {
    return kvHeads.stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
