package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.Verdict;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * Whether a model fits, in one word and a sentence.
 *
 * @param word the one word
 * @param reason the figures behind it
 * @param share what it needs of what is free where it would lie, negative where that is not known
 */
record FitWord(Word word, String reason, double share) {
  /** Less than this share of the free memory left over is called tight. */
  static final double TIGHT_SHARE = 0.1;

  /** Coding agents open with some 16,000 tokens and go on from there. */
  static final int AGENT_CONTEXT = 32_768;

  /** Nothing is known yet. */
  static final FitWord PENDING =
      new FitWord(Word.PENDING, "Looking at the memory of this machine.", -1);

  enum Word {
    FITS("Fits", Chip.Tone.GOOD, Feather.CHECK),
    TIGHT("Tight", Chip.Tone.WARN, Feather.ALERT_CIRCLE),
    TOO_BIG("Too big", Chip.Tone.BAD, Feather.X),
    UNKNOWN("Unknown", Chip.Tone.NEUTRAL, Feather.HELP_CIRCLE),
    PENDING("…", Chip.Tone.NEUTRAL, Feather.CLOCK);

    private final String label;
    private final Chip.Tone tone;
    private final Ikon icon;

    Word(String label, Chip.Tone tone, Ikon icon) {
      this.label = label;
      this.tone = tone;
      this.icon = icon;
    }

    String label() {
      return label;
    }

    Chip.Tone tone() {
      return tone;
    }

    Ikon icon() {
      return icon;
    }
  }

  /** The word for a report. */
  static FitWord of(FitReport report) {
    return switch (report.verdict()) {
      case UNKNOWN -> new FitWord(Word.UNKNOWN, String.join(" ", report.remarks()), -1);
      case TOO_BIG -> tooBig(report);
      case SPLIT -> new FitWord(Word.TIGHT, split(report), ofAll(report));
      case GPU -> fits(report, report.onGpu().total(), report.gpuFree(), "GPU memory");
      case RAM -> fits(report, report.inRam().total(), report.ramFree(), "RAM");
    };
  }

  /**
   * Where the server chooses the context, it fills what is free; what counts is how much it gets.
   */
  private static FitWord fits(FitReport report, long need, long free, String where) {
    if (!report.lessContext()) {
      return new FitWord(leaves(need, free), figures(need, free, where), share(need, free));
    }
    return new FitWord(
        report.context() >= AGENT_CONTEXT ? Word.FITS : Word.TIGHT,
        "With "
            + Amounts.count(report.context())
            + " of its "
            + Amounts.count(report.fullContext())
            + " tokens of context, as many as fit. "
            + figures(need, free, where),
        share(need, free));
  }

  /** A context nobody asked for is no reason to call a model too big: the server takes less. */
  private static FitWord tooBig(FitReport report) {
    FitReport.Advice advice = report.advice();
    if (advice.verdict() == Verdict.TOO_BIG) {
      return new FitWord(
          Word.TOO_BIG,
          "Needs "
              + Amounts.bytes(report.need().total())
              + "; "
              + Amounts.bytes(report.gpuFree() + report.ramFree())
              + " are free. "
              + advice.why(),
          ofAll(report));
    }
    String cache =
        advice.cacheK().quantised() ? " and a " + advice.cacheK().argument() + " cache" : "";
    return new FitWord(
        Word.TIGHT,
        "Not with all "
            + Amounts.count(report.context())
            + " tokens of context. With "
            + Amounts.count(advice.context())
            + cache
            + " it fits.",
        ofAll(report));
  }

  private static String split(FitReport report) {
    String context =
        report.lessContext() ? Amounts.count(report.context()) + " tokens of context, " : "";
    return context
        + report.gpuLayers()
        + " of "
        + report.totalLayers()
        + " layers on the GPU, the rest in RAM: slower. "
        + figures(report.onGpu().total(), report.gpuFree(), "GPU memory");
  }

  private static double ofAll(FitReport report) {
    return share(report.need().total(), report.gpuFree() + report.ramFree());
  }

  private static double share(long need, long free) {
    return need / (double) Math.max(1, free);
  }

  private static Word leaves(long need, long free) {
    return free - need < free * TIGHT_SHARE ? Word.TIGHT : Word.FITS;
  }

  private static String figures(long need, long free, String where) {
    return "Needs "
        + Amounts.bytes(need)
        + " of "
        + where
        + "; "
        + Amounts.bytes(free)
        + " are free.";
  }
}
