package dev.hearth.models.fit;

import dev.hearth.models.gguf.AttentionShape;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.TensorTotals;

/** Reckons what a model needs in GPU memory and in RAM when laid out in a given way. */
final class Reckoning {
  private static final int F32 = 4;
  private static final int F16 = 2;

  /** Up, gate and their product lie side by side while a feed-forward layer is computed. */
  private static final int FEED_FORWARD_COPIES = 3;

  /** Token vectors that lie beside them; measured 3.0 to 5.1 in llama.cpp 0.7.0. */
  private static final double TOKEN_COPIES = 5.1;

  private final GgufCard card;
  private final TensorTotals tensors;
  private final AttentionShape attention;
  private final long projector;
  private final long draft;
  private final int gpus;

  Reckoning(FitRequest request) {
    this.card = request.card();
    this.tensors = card.tensors();
    this.attention = card.attention();
    this.projector = request.projectorBytes();
    this.draft = request.draftBytes();
    this.gpus = request.machine().gpus().size();
  }

  /** What lies in GPU memory. */
  MemoryNeed onGpu(Layout layout) {
    if (layout.gpuLayers() == 0) {
      return MemoryNeed.NOTHING;
    }
    long kv = layout.kvInRam() ? 0 : kv(layout, firstOnGpu(layout), card.layers());
    long compute = compute(layout) * Math.max(1, gpus);
    return new MemoryNeed(gpuWeights(layout), kv, compute, projector, draft);
  }

  /** What lies in RAM. */
  MemoryNeed inRam(Layout layout) {
    boolean cpuOnly = layout.gpuLayers() == 0;
    long weights = tensors.totalBytes() - (cpuOnly ? 0 : gpuWeights(layout) - copiedHead());
    long kv = kv(layout, 0, layout.kvInRam() ? card.layers() : firstOnGpu(layout));
    boolean computes = cpuOnly || firstOnGpu(layout) > 0 || layout.cpuExpertLayers() > 0;
    long compute = computes ? compute(layout) : hostBuffers(layout);
    return new MemoryNeed(weights, kv, compute, cpuOnly ? projector : 0, cpuOnly ? draft : 0);
  }

  /** llama.cpp puts the last layers on the GPU, the output head before any other. */
  private int firstOnGpu(Layout layout) {
    return Math.max(0, card.layers() + 1 - layout.gpuLayers());
  }

  private long gpuWeights(Layout layout) {
    long bytes = tensors.outputBytes() + copiedHead();
    for (int i = firstOnGpu(layout); i < card.layers(); i++) {
      bytes += at(tensors.layerBytes(), i);
      bytes -= i < layout.cpuExpertLayers() ? at(tensors.expertBytes(), i) : 0;
    }
    return bytes;
  }

  /** A model that uses its embedding as output head has a second copy of it on the GPU. */
  private long copiedHead() {
    return tensors.outputBytes() < tensors.inputBytes() / 4 ? tensors.inputBytes() : 0;
  }

  private long kv(Layout layout, int from, int to) {
    double bytes = 0;
    for (int i = from; i < to; i++) {
      long heads = i < attention.kvHeads().size() ? attention.kvHeads().get(i) : 0;
      double cell =
          heads
              * (attention.keyLength() * layout.cacheK().bytes()
                  + attention.valueLength() * layout.cacheV().bytes());
      bytes += cell * cells(layout, i) * layout.streams();
    }
    double share = card.layers() == 0 ? 0 : (to - from) / (double) card.layers();
    return (long) (bytes + share * attention.recurrentBytes() * layout.slots());
  }

  /** A sliding layer keeps its window for each sequence and room for one batch. */
  private long cells(Layout layout, int layer) {
    long all = layout.cellsOfSequence();
    boolean slides =
        layer < attention.slidingLayers().size() && attention.slidingLayers().get(layer);
    if (!slides) {
      return all;
    }
    long windows = (long) attention.slidingWindow() * (layout.unified() ? layout.slots() : 1);
    return Math.min(all, Layout.padded(windows + layout.microBatch()));
  }

  private long compute(Layout layout) {
    double scores = layout.flash() ? 0 : (double) layout.cellsOfSequence() * attention.heads();
    double widest = Math.max(FEED_FORWARD_COPIES * (double) card.feedForward(), scores);
    double perToken = F32 * (widest + TOKEN_COPIES * card.embedding()) + masks(layout);
    return (long) (layout.microBatch() * perToken + logits(layout));
  }

  /** What the CPU hands to the GPU and takes back: token vectors, masks and answers. */
  private long hostBuffers(Layout layout) {
    double perToken = F32 * (double) card.embedding() + masks(layout);
    return (long) (layout.microBatch() * perToken + logits(layout));
  }

  /** Which cell a token may see, once for full layers and once for sliding ones. */
  private double masks(Layout layout) {
    double cells = layout.cellsOfSequence();
    int sliding = attention.slidingLayers().indexOf(true);
    double all = sliding < 0 ? cells : cells + cells(layout, sliding);
    return all * (layout.flash() ? F16 : F32);
  }

  /** One row of answers for each slot; older builds keep one for each token of a batch. */
  private double logits(Layout layout) {
    return F32 * (double) card.vocabulary() * layout.slots();
  }

  private static long at(java.util.List<Long> list, int index) {
    return index < list.size() ? list.get(index) : 0;
  }
}
