package dev.hearth.bench;

import dev.hearth.guard.Gate;
import dev.hearth.guard.Guard;
import dev.hearth.guard.GuardSettings;
import dev.hearth.guard.Judgement;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read a call from text, check it and turn it into a real one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RescueBenchmark {
  /** How the call is written. */
  @Param({"json", "hermes", "xml", "python", "none"})
  public String syntax;

  private final Guard guard = new Guard();
  private final ToolOffer offer =
      new ToolOffer(
          List.of(
              new ToolSpec(
                  "bash",
                  "",
                  Json.parse(
                          "{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}},\"required\":[\"command\"]}")
                      .orElseThrow())),
          new ToolChoice.Auto(),
          true);

  private String reply() {
    return switch (syntax) {
      case "json" -> "Now. {\"name\": \"bash\", \"arguments\": {\"command\": \"ls -l\"}}";
      case "hermes" ->
          "Now. <tool_call>\n"
              + "{\"name\": \"bash\", \"arguments\": {\"command\": \"ls -l\"}}\n"
              + "</tool_call>";
      case "xml" -> "Now. <function=bash>\n<parameter=command>\nls -l\n</parameter>\n</function>";
      case "python" -> "Now. [bash(command=\"ls -l\")]";
      default -> "Now. There is nothing to call here, only words about ls -l.";
    };
  }

  /** One short reply from its first character to its verdict. */
  @Benchmark
  public Judgement judged() {
    Gate gate = guard.gate(offer, GuardSettings.DEFAULT, false);
    gate.accept(new Delta.Text(reply()));
    gate.accept(new Delta.Ended(Finish.STOP));
    return gate.end();
  }
}
