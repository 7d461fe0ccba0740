package dev.hearth.models.gguf;

import java.util.ArrayList;
import java.util.List;

/**
 * What the tensors of a model weigh, summed from the header.
 *
 * @param count tensors
 * @param parameters elements of all tensors
 * @param totalBytes bytes of all tensors
 * @param layerBytes bytes of each repeating layer
 * @param expertBytes of those, the bytes of each layer's routed experts
 * @param inputBytes the token embedding
 * @param outputBytes the output head and its norm; 0 where it shares the embedding
 */
public record TensorTotals(
    long count,
    long parameters,
    long totalBytes,
    List<Long> layerBytes,
    List<Long> expertBytes,
    long inputBytes,
    long outputBytes) {
  /** No tensors at all. */
  public static final TensorTotals NONE = new TensorTotals(0, 0, 0, List.of(), List.of(), 0, 0);

  /** Copies the lists; a list that is absent in stored data is empty. */
  public TensorTotals {
    layerBytes = layerBytes == null ? List.of() : List.copyOf(layerBytes);
    expertBytes = expertBytes == null ? List.of() : List.copyOf(expertBytes);
  }

  /** Adds the tensors of another part of the same split model. */
  public TensorTotals plus(TensorTotals other) {
    return new TensorTotals(
        count + other.count,
        parameters + other.parameters,
        totalBytes + other.totalBytes,
        sum(layerBytes, other.layerBytes),
        sum(expertBytes, other.expertBytes),
        inputBytes + other.inputBytes,
        outputBytes + other.outputBytes);
  }

  /** Bits that one weight takes on average; 0 for a file without tensors. */
  public double bitsPerWeight() {
    return parameters == 0 ? 0 : totalBytes * 8.0 / parameters;
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    List<Long> out = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      out.add((i < a.size() ? a.get(i) : 0) + (i < b.size() ? b.get(i) : 0));
    }
    return out;
  }
}
