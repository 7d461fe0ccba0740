package dev.hearth.models.fit;

import dev.hearth.models.fit.FitReport.Advice;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the settings that serve an agent best: all on the GPU with as much context as it holds,
 * then a smaller KV cache, then experts in RAM, then layers in RAM, then less context.
 */
final class Advisor {
  /** Coding agents open with some 16,000 tokens of instructions and tools. */
  static final int AGENT_CONTEXT = 32_768;

  static final int LEAST_CONTEXT = 4096;

  /** llama-server rounds a context to this many tokens. */
  private static final int CONTEXT_STEP = 256;

  private final GgufCard card;
  private final Reckoning reckoning;
  private final Room room;
  private final boolean gpus;
  private final boolean mayQuantise;
  private final boolean fixedContext;
  private final Layout base;

  Advisor(FitRequest request, Reckoning reckoning, Room room) {
    this.card = request.card();
    this.reckoning = reckoning;
    this.room = room;
    this.gpus = !request.machine().gpus().isEmpty();
    this.mayQuantise = request.preset().flashAttention() != FlashAttention.OFF;
    this.fixedContext = request.preset().context() > 0;
    int context = FitEstimate.context(card, request.preset().context());
    this.base = Layout.of(request.preset(), context, 0).withCpuExpertLayers(0);
  }

  /** The most layers that fit on the GPUs with a layout's other choices. */
  int mostLayers(Layout layout) {
    for (int layers = card.layers() + 1; layers > 0; layers--) {
      Layout tried = layout.withGpuLayers(layers);
      if (room.holds(reckoning.onGpu(tried), reckoning.inRam(tried))) {
        return layers;
      }
    }
    return 0;
  }

  /** A layout with the most context that fits; empty when not even the least does. */
  Optional<Layout> mostContext(Layout layout) {
    int least = Math.min(layout.context(), LEAST_CONTEXT);
    if (fits(layout)) {
      return Optional.of(layout);
    }
    if (!fits(layout.withContext(least))) {
      return Optional.empty();
    }
    int fitting = least / CONTEXT_STEP;
    int tooMuch = layout.context() / CONTEXT_STEP + 1;
    while (tooMuch - fitting > 1) {
      int middle = (fitting + tooMuch) / 2;
      if (fits(layout.withContext(middle * CONTEXT_STEP))) {
        fitting = middle;
      } else {
        tooMuch = middle;
      }
    }
    return Optional.of(layout.withContext(Math.max(least, fitting * CONTEXT_STEP)));
  }

  Advice advice() {
    List<Layout> wide = contexts(Math.min(base.context(), AGENT_CONTEXT));
    List<Layout> narrow = contexts(Math.min(base.context(), LEAST_CONTEXT));
    return allOnGpu(wide)
        .or(() -> expertsInRam(wide))
        .or(() -> split(wide))
        .or(() -> inRam(wide))
        .or(() -> allOnGpu(narrow))
        .or(() -> split(narrow))
        .or(() -> inRam(narrow))
        .orElseGet(() -> tooBig(narrow.getLast()));
  }

  /** The asked context and halves of it, each with the asked cache and with a smaller one. */
  private List<Layout> contexts(int least) {
    List<Layout> out = new ArrayList<>();
    int floor = fixedContext ? base.context() : least;
    for (int context = base.context(); context >= floor && context > 0; context /= 2) {
      Layout layout = base.withContext(context);
      out.add(layout);
      if (mayQuantise && !base.cacheK().quantised() && !base.cacheV().quantised()) {
        out.add(layout.withCache(CacheType.Q8_0));
      }
    }
    return out;
  }

  private Optional<Advice> allOnGpu(List<Layout> layouts) {
    for (Layout layout : layouts) {
      Layout whole = layout.withGpuLayers(card.layers() + 1);
      if (gpus && fits(whole)) {
        return Optional.of(advice(whole, Verdict.GPU, "All of it fits into GPU memory."));
      }
    }
    return Optional.empty();
  }

  private Optional<Advice> expertsInRam(List<Layout> layouts) {
    if (!gpus || card.experts() == 0) {
      return Optional.empty();
    }
    for (Layout layout : layouts) {
      for (int cpu = 1; cpu <= card.layers(); cpu++) {
        Layout tried = layout.withGpuLayers(card.layers() + 1).withCpuExpertLayers(cpu);
        if (fits(tried)) {
          String why = "The experts of " + cpu + " layers stay in RAM, the rest fits on the GPU.";
          return Optional.of(advice(tried, Verdict.SPLIT, why));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Advice> split(List<Layout> layouts) {
    // The smallest of these contexts leaves most room for layers.
    Layout layout = layouts.getLast();
    int layers = gpus ? mostLayers(layout) : 0;
    return layers == 0
        ? Optional.empty()
        : Optional.of(
            advice(
                layout.withGpuLayers(layers),
                Verdict.SPLIT,
                layers
                    + " of "
                    + (card.layers() + 1)
                    + " layers fit on the GPU; slower than all."));
  }

  private Optional<Advice> inRam(List<Layout> layouts) {
    // Without a GPU the whole context of a large model would be paid for but hardly be filled.
    for (Layout layout : layouts) {
      boolean modest = fixedContext || layout.context() <= Math.max(AGENT_CONTEXT, LEAST_CONTEXT);
      if (modest && fits(layout)) {
        String why = gpus ? "It fits into RAM only." : "It runs in RAM; there is no GPU to use.";
        return Optional.of(advice(layout, Verdict.RAM, why));
      }
    }
    return Optional.empty();
  }

  private Advice tooBig(Layout smallest) {
    return advice(
        smallest,
        Verdict.TOO_BIG,
        "It does not fit even with the least context. Take a smaller quantisation or model.");
  }

  private boolean fits(Layout layout) {
    return room.holds(reckoning.onGpu(layout), reckoning.inRam(layout));
  }

  private Advice advice(Layout layout, Verdict verdict, String why) {
    GpuLayers layers =
        layout.gpuLayers() > card.layers() ? GpuLayers.ALL : new GpuLayers(layout.gpuLayers());
    return new Advice(
        layers,
        layout.cpuExpertLayers(),
        layout.context(),
        layout.cacheK(),
        layout.cacheV(),
        verdict,
        why);
  }
}
