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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What the gate costs for each chunk of a stream. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GateBenchmark {
  private static final int CHUNKS = 1_000;
  private static final String[] WORDS = {
    " the", " model", " reads", " a", " file", ",", " then", " it", " writes", " `code`", ".\n",
    " Next"
  };

  private final Guard guard = new Guard();
  private final ToolOffer offer =
      new ToolOffer(
          List.of(tool("read_file", "path"), tool("write_file", "path"), tool("bash", "command")),
          new ToolChoice.Auto(),
          true);
  private final List<Delta> prose = new ArrayList<>();
  private final List<Delta> nativeCall = new ArrayList<>();

  public GateBenchmark() {
    for (int i = 0; i < CHUNKS; i++) {
      prose.add(new Delta.Text(WORDS[i * 7 % WORDS.length]));
    }
    nativeCall.add(new Delta.CallStart(0, "id", "bash"));
    nativeCall.add(new Delta.CallArguments(0, "{\"command\":\""));
    for (int i = 0; i < CHUNKS - 3; i++) {
      nativeCall.add(new Delta.CallArguments(0, i % 13 + " ls"));
    }
    nativeCall.add(new Delta.CallArguments(0, "\"}"));
  }

  private static ToolSpec tool(String name, String property) {
    return new ToolSpec(
        name,
        "",
        Json.parse(
                "{\"type\":\"object\",\"properties\":{\""
                    + property
                    + "\":{\"type\":\"string\"}},\"required\":[\""
                    + property
                    + "\"]}")
            .orElseThrow());
  }

  /** Prose, for each chunk of a word. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public Judgement prose(Blackhole hole) {
    return play(prose, hole);
  }

  /** A native call with long arguments, for each chunk. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public Judgement nativeCall(Blackhole hole) {
    return play(nativeCall, hole);
  }

  private Judgement play(List<Delta> deltas, Blackhole hole) {
    Gate gate = guard.gate(offer, GuardSettings.DEFAULT, false);
    for (Delta delta : deltas) {
      hole.consume(gate.accept(delta));
    }
    gate.accept(new Delta.Ended(Finish.STOP));
    return gate.end();
  }
}
