package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.MemoryNeed;
import dev.hearth.models.library.Model;
import java.io.PrintWriter;

/** A fit report in words and in JSON. */
final class FitOutput {
  private FitOutput() {}

  static void print(PrintWriter out, Model model, FitReport report) {
    out.println(
        model.alias()
            + ": "
            + report.verdict().label()
            + " with "
            + report.context()
            + " tokens of context.");
    Table table = new Table("", "WEIGHTS", "KV CACHE", "COMPUTE", "PROJECTOR", "TOTAL", "FREE");
    row(table, "GPU", report.onGpu(), report.gpuFree());
    row(table, "RAM", report.inRam(), report.ramFree());
    table.print(out);
    FitReport.Advice advice = report.advice();
    out.println(
        "Best here: -ngl "
            + advice.gpuLayers().argument()
            + " -c "
            + advice.context()
            + " -ctk "
            + advice.cacheK().argument()
            + " -ctv "
            + advice.cacheV().argument()
            + ". "
            + advice.why());
    report.remarks().forEach(out::println);
    out.flush();
  }

  private static void row(Table table, String where, MemoryNeed need, long free) {
    table.row(
        where,
        Sizes.of(need.weights()),
        Sizes.of(need.kvCache()),
        Sizes.of(need.compute()),
        Sizes.of(need.projector()),
        Sizes.of(need.total()),
        Sizes.of(free));
  }

  static ObjectNode json(Model model, FitReport report) {
    ObjectNode node =
        JsonOutput.object()
            .put("model", model.alias())
            .put("verdict", report.verdict().name())
            .put("context", report.context())
            .put("gpuFree", report.gpuFree())
            .put("ramFree", report.ramFree());
    node.set("onGpu", json(report.onGpu()));
    node.set("inRam", json(report.inRam()));
    FitReport.Advice advice = report.advice();
    node.putObject("advice")
        .put("gpuLayers", advice.gpuLayers().argument())
        .put("context", advice.context())
        .put("cacheK", advice.cacheK().argument())
        .put("cacheV", advice.cacheV().argument())
        .put("verdict", advice.verdict().name())
        .put("why", advice.why());
    report.remarks().forEach(remark -> node.withArray("remarks").add(remark));
    return node;
  }

  private static ObjectNode json(MemoryNeed need) {
    return JsonOutput.object()
        .put("weights", need.weights())
        .put("kvCache", need.kvCache())
        .put("compute", need.compute())
        .put("projector", need.projector())
        .put("total", need.total());
  }
}
