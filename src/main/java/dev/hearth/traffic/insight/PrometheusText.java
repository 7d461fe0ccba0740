package dev.hearth.traffic.insight;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Statistics in Prometheus' text form. */
public final class PrometheusText {
  /** The media type to answer with. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  private PrometheusText() {}

  /** Writes all series; with nothing counted yet only their descriptions. */
  public static String of(Insight insight) {
    PrometheusText out = new PrometheusText();
    out.byModel(insight.models());
    out.counter("hearth_client_requests_total", "Requests by client.", "client", insight.clients());
    out.counter("hearth_tool_replies_total", "Replies calling a tool.", "tool", insight.tools());
    out.counter(
        "hearth_guard_rule_total",
        "Exchanges in which a guard rule fired.",
        "rule",
        insight.rules());
    return out.text.toString();
  }

  private void byModel(Map<String, Stats> models) {
    counter("hearth_requests_total", "Requests that are over.", "model", models);
    counter("hearth_requests_first_try_total", "Right at the first try.", models, Stats::firstTry);
    counter("hearth_requests_repaired_total", "Calls repaired.", models, Stats::repaired);
    counter("hearth_requests_rescued_total", "Calls rescued from text.", models, Stats::rescued);
    counter("hearth_requests_retried_total", "Asked again.", models, Stats::retried);
    counter("hearth_requests_gave_up_total", "Retry budget spent.", models, Stats::gaveUp);
    counter("hearth_requests_failed_total", "Ended in an error.", models, Stats::failed);
    counter("hearth_requests_cancelled_total", "Cancelled.", models, Stats::cancelled);
    counter("hearth_prompt_tokens_total", "Prompt tokens.", models, Stats::promptTokens);
    counter("hearth_completion_tokens_total", "Generated tokens.", models, Stats::completionTokens);
    summary("hearth_ttft_seconds", "Time to the first token.", models, Stats::ttftMillis, 1e3);
    summary("hearth_tokens_per_second", "Generation speed.", models, Stats::tokensPerSecond, 1);
    summary("hearth_request_seconds", "Whole time of a request.", models, Stats::totalMillis, 1e3);
  }

  private void counter(String name, String help, String label, Map<String, Stats> groups) {
    head(name, help, "counter");
    groups.forEach((group, stats) -> line(name, label, group, "", stats.calls()));
  }

  private void counter(
      String name, String help, Map<String, Stats> models, ToDoubleFunction<Stats> value) {
    head(name, help, "counter");
    models.forEach((model, stats) -> line(name, "model", model, "", value.applyAsDouble(stats)));
  }

  private void summary(
      String name,
      String help,
      Map<String, Stats> models,
      java.util.function.Function<Stats, Spread> spread,
      double unit) {
    head(name, help, "summary");
    models.forEach(
        (model, stats) -> {
          Spread s = spread.apply(stats);
          line(name, "model", model, ",quantile=\"0.5\"", s.p50() / unit);
          line(name, "model", model, ",quantile=\"0.9\"", s.p90() / unit);
          line(name, "model", model, ",quantile=\"0.99\"", s.p99() / unit);
          line(name + "_sum", "model", model, "", s.mean() * s.count() / unit);
          line(name + "_count", "model", model, "", s.count());
        });
  }

  private void head(String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String label, String value, String more, double number) {
    text.append(name)
        .append('{')
        .append(label)
        .append("=\"")
        .append(escaped(value))
        .append('"')
        .append(more)
        .append("} ")
        .append(
            number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.format(Locale.ROOT, "%.0f", number)
                : Double.toString(number))
        .append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
