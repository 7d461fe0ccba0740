package dev.hearth.models.fit;

import dev.hearth.models.gguf.AttentionShape;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.TensorTotals;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Cards of models whose sizes are known. */
final class Cards {
  static final long MIB = 1024 * 1024;
  static final long GIB = 1024 * MIB;

  private Cards() {}

  /** The five models that a real server was measured with. */
  static GgufCard tiny() {
    return card(1, 160, 32, 0, 374, 8192, dense(1, 113_920, 119_680, 120_320), heads(1, 2, 2, 32));
  }

  static GgufCard slow() {
    return card(
        12, 160, 16384, 0, 374, 8192, dense(12, 15_811_840, 119_680, 120_320), heads(12, 2, 2, 32));
  }

  static GgufCard vocabulary() {
    TensorTotals tensors = dense(2, 4_460_544, 155_582_464, 155_584_512);
    return card(2, 512, 1024, 0, 151_936, 32_768, tensors, heads(2, 8, 2, 64));
  }

  static GgufCard sliding() {
    List<Boolean> slides = IntStream.range(0, 12).mapToObj(i -> i % 6 != 5).toList();
    AttentionShape shape =
        new AttentionShape(4, Collections.nCopies(12, 2), 64, 64, 512, slides, 0, 0);
    return card(12, 256, 1024, 0, 8192, 131_072, dense(12, 1_970_688, 4_194_304, 1024), shape);
  }

  static GgufCard mixture() {
    TensorTotals tensors = dense(4, 13_273_600, 4_194_304, 4_195_328);
    return card(4, 256, 2048, 32, 8192, 65_536, tensors, heads(4, 8, 2, 64));
  }

  /** Sizes as of an 8B model at some 4.5 GiB. */
  static GgufCard eight() {
    return card(
        36,
        4096,
        12288,
        0,
        151_936,
        40_960,
        dense(36, 110 * MIB, 330 * MIB, 490 * MIB),
        heads(36, 32, 8, 128));
  }

  /** Sizes as of a 30B mixture of experts at some 17 GiB. */
  static GgufCard experts() {
    TensorTotals tensors =
        new TensorTotals(
            500,
            30_000_000_000L,
            48 * 360 * MIB + 400 * MIB,
            Collections.nCopies(48, 360 * MIB),
            Collections.nCopies(48, 340 * MIB),
            160 * MIB,
            240 * MIB);
    return card(48, 2048, 6144, 128, 151_936, 262_144, tensors, heads(48, 32, 4, 128));
  }

  static TensorTotals dense(int layers, long layer, long input, long output) {
    return new TensorTotals(
        layers * 9L + 3,
        layers * layer,
        layers * layer + input + output,
        Collections.nCopies(layers, layer),
        Collections.nCopies(layers, 0L),
        input,
        output);
  }

  static AttentionShape heads(int layers, int heads, int kvHeads, int width) {
    return new AttentionShape(
        heads, Collections.nCopies(layers, kvHeads), width, width, 0, List.of(), 0, 0);
  }

  static GgufCard card(
      int layers,
      int embedding,
      int feedForward,
      int experts,
      long vocabulary,
      long context,
      TensorTotals tensors,
      AttentionShape attention) {
    return new GgufCard(
        3,
        false,
        "llama",
        "model",
        "m",
        "",
        "",
        "Q4_K_M",
        context,
        layers,
        embedding,
        feedForward,
        experts,
        experts == 0 ? 0 : 8,
        vocabulary,
        "gpt2",
        "",
        false,
        false,
        attention,
        tensors,
        GgufCard.Split.WHOLE,
        tensors.totalBytes(),
        tensors.totalBytes());
  }
}
