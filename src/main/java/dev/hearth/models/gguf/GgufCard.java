package dev.hearth.models.gguf;

import java.util.List;
import java.util.Locale;

/**
 * What a GGUF file says about the model in it. Texts are empty and numbers 0 where the file does
 * not say.
 *
 * @param version GGUF version
 * @param bigEndian whether numbers are stored most significant byte first
 * @param architecture the name llama.cpp knows the model family by, such as {@code qwen3}
 * @param kind {@code model}, {@code adapter}, {@code mmproj}, {@code imatrix}, …
 * @param name the model's own name
 * @param sizeLabel the publisher's size, such as {@code 8B}
 * @param licence licence identifier
 * @param quantisation label people know, such as {@code Q4_K_M}
 * @param contextLength tokens the model was trained for
 * @param layers repeating blocks
 * @param embedding width of a token's vector, or of those a projector hands to its model
 * @param feedForward widest feed-forward layer; with experts, of those that answer together
 * @param experts routed experts of a layer; 0 for a dense model
 * @param expertsUsed experts that answer for one token
 * @param vocabulary tokens in the vocabulary
 * @param tokenizer tokenizer family
 * @param chatTemplate the Jinja template that turns a conversation into a prompt
 * @param vision whether it can see (projector files)
 * @param audio whether it can hear (projector files)
 * @param attention sizes that decide the KV cache
 * @param tensors sums over the tensors in this file
 * @param split this file's place in a split model
 * @param expectedBytes the least length the file must have for its tensors to be whole
 * @param fileBytes the length it has
 */
public record GgufCard(
    int version,
    boolean bigEndian,
    String architecture,
    String kind,
    String name,
    String sizeLabel,
    String licence,
    String quantisation,
    long contextLength,
    int layers,
    int embedding,
    int feedForward,
    int experts,
    int expertsUsed,
    long vocabulary,
    String tokenizer,
    String chatTemplate,
    boolean vision,
    boolean audio,
    AttentionShape attention,
    TensorTotals tensors,
    Split split,
    long expectedBytes,
    long fileBytes) {

  /** The card of a file that could not be read. */
  public static final GgufCard UNKNOWN =
      new GgufCard(
          0,
          false,
          "",
          "",
          "",
          "",
          "",
          "",
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          "",
          "",
          false,
          false,
          AttentionShape.UNKNOWN,
          TensorTotals.NONE,
          Split.WHOLE,
          0,
          0);

  /**
   * A file's place in a split model.
   *
   * @param number counted from 0
   * @param count parts in all; 1 for a model in one file
   * @param tensors tensors in all parts together; 0 where the file does not say
   */
  public record Split(int number, int count, long tensors) {
    /** A model that is one file. */
    public static final Split WHOLE = new Split(0, 1, 0);
  }

  /** True where the file ends before its tensors do. */
  public boolean truncated() {
    return fileBytes < expectedBytes;
  }

  /** True for a vision or audio projector, which belongs to a model and is none itself. */
  public boolean projector() {
    return kind.equals("mmproj") || architecture.equals("clip");
  }

  /** Parameters counted from the tensors. */
  public long parameters() {
    return tensors.parameters();
  }

  /** Parameters the way model names give them: {@code 7.6B}, {@code 494M}, {@code 176K}. */
  public String parameterLabel() {
    long n = parameters();
    if (n >= 1_000_000_000L) {
      return decimal(n / 1e9) + "B";
    }
    if (n >= 1_000_000L) {
      return Math.round(n / 1e6) + "M";
    }
    return n >= 1000 ? Math.round(n / 1e3) + "K" : Long.toString(n);
  }

  /** The same card with the tensors of the model's other parts added. */
  public GgufCard withParts(List<GgufCard> others) {
    TensorTotals all = tensors;
    long expected = expectedBytes;
    long found = fileBytes;
    for (GgufCard other : others) {
      all = all.plus(other.tensors);
      expected += other.expectedBytes;
      found += other.fileBytes;
    }
    return with(quantisation, all, expected, found);
  }

  /** The same card with another label for the quantisation. */
  public GgufCard withQuantisation(String label) {
    return with(label, tensors, expectedBytes, fileBytes);
  }

  private GgufCard with(String label, TensorTotals all, long expected, long found) {
    return new GgufCard(
        version,
        bigEndian,
        architecture,
        kind,
        name,
        sizeLabel,
        licence,
        label,
        contextLength,
        layers,
        embedding,
        feedForward,
        experts,
        expertsUsed,
        vocabulary,
        tokenizer,
        chatTemplate,
        vision,
        audio,
        attention,
        all,
        split,
        expected,
        found);
  }

  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
