package dev.hearth.models.fit;

import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.preset.GpuLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells whether a model fits a machine, with the figures, and what would suit it best. A pure
 * function: the same question has the same answer.
 */
public final class FitEstimate {
  /** What llama-server itself leaves free on each device and in RAM when it fits a model. */
  public static final long MARGIN = 1024L * 1024 * 1024;

  private final FitRequest request;
  private final Reckoning reckoning;
  private final Room room;

  private FitEstimate(FitRequest request) {
    this.request = request;
    this.reckoning = new Reckoning(request);
    this.room = new Room(request.machine());
  }

  /** Answers whether a model fits. */
  public static FitReport of(FitRequest request) {
    return new FitEstimate(request).report();
  }

  /** The context a preset leads to with a model. */
  public static int context(GgufCard card, int asked) {
    if (asked > 0) {
      return asked;
    }
    long own = card.contextLength();
    return own > 0 ? (int) Math.min(own, Integer.MAX_VALUE) : Layout.USUAL_CONTEXT;
  }

  private FitReport report() {
    GgufCard card = request.card();
    int layers = card.layers() + 1;
    Advisor advisor = new Advisor(request, reckoning, room);
    Layout layout = layout(advisor);
    int context = layout.context();
    MemoryNeed onGpu = reckoning.onGpu(layout);
    MemoryNeed inRam = reckoning.inRam(layout);
    Verdict verdict = unknown(card) ? Verdict.UNKNOWN : room.verdict(layout, layers, onGpu, inRam);
    return new FitReport(
        verdict,
        context,
        context(card, request.preset().context()),
        layout.gpuLayers(),
        layers,
        onGpu,
        inRam,
        room.gpuFree(),
        room.ramFree(),
        advisor.advice(),
        remarks(verdict, layout, onGpu, inRam));
  }

  /**
   * What the server will make of the preset. Where the preset leaves the context open, the server
   * takes less of it before it leaves layers in RAM, and never less than its least.
   */
  private Layout layout(Advisor advisor) {
    GgufCard card = request.card();
    GpuLayers asked = request.preset().gpuLayers();
    Layout base = Layout.of(request.preset(), context(card, request.preset().context()), 0);
    boolean gpus = !request.machine().gpus().isEmpty();
    boolean open = request.preset().context() == 0;
    if (!gpus || !asked.isAuto()) {
      Layout fixed = base.withGpuLayers(gpus ? asked.resolved(card.layers()) : 0);
      return open ? advisor.mostContext(fixed).orElse(fixed) : fixed;
    }
    Layout whole = base.withGpuLayers(card.layers() + 1);
    if (!open) {
      return base.withGpuLayers(advisor.mostLayers(base));
    }
    return advisor
        .mostContext(whole)
        .orElseGet(
            () -> {
              Layout least = base.withContext(Math.min(base.context(), Advisor.LEAST_CONTEXT));
              Layout split = least.withGpuLayers(advisor.mostLayers(least));
              return split.gpuLayers() > 0 ? split : advisor.mostContext(base).orElse(base);
            });
  }

  private static boolean unknown(GgufCard card) {
    return card.tensors().totalBytes() == 0 || card.layers() == 0;
  }

  private List<String> remarks(Verdict verdict, Layout layout, MemoryNeed onGpu, MemoryNeed inRam) {
    GgufCard card = request.card();
    List<String> remarks = new ArrayList<>();
    if (verdict == Verdict.UNKNOWN) {
      remarks.add("The file does not say how many layers it has, so only its size is known.");
      return remarks;
    }
    if (onGpu.total() > room.gpuFree() && layout.gpuLayers() > 0) {
      remarks.add("GPU memory falls short by " + gib(onGpu.total() - room.gpuFree()) + ".");
    }
    if (inRam.total() > room.ramFree()) {
      remarks.add("RAM falls short by " + gib(inRam.total() - room.ramFree()) + ".");
    }
    if (card.contextLength() > 0 && layout.context() > card.contextLength()) {
      remarks.add(
          "The model was trained for " + card.contextLength() + " tokens of context, not more.");
    }
    if (!layout.unified() && layout.slots() > 1) {
      remarks.add(
          "Each of the "
              + layout.slots()
              + " slots has "
              + layout.context() / layout.slots()
              + " tokens.");
    }
    if (card.attention().latentRank() > 0) {
      remarks.add("The KV cache of this kind of model can be smaller than estimated.");
    }
    if (layout.cacheV().quantised() && !layout.flash()) {
      remarks.add("A quantised V cache needs flash attention, which is switched off.");
    }
    if (request.machine().gpus().size() > 1 && layout.gpuLayers() > 0) {
      remarks.add("The GPUs are reckoned as one; a layer cannot be cut in two between them.");
    }
    return remarks;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
