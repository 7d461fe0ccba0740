package dev.hearth.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The harness runs from end to end; its figures are not judged here. */
class LoadHarnessSmokeTest {
  @Test
  void everyMeasureYieldsAFigure() throws Exception {
    List<String> report = LoadHarness.run(true);
    assertThat(report).hasSizeGreaterThan(10).allMatch(line -> line.startsWith("|"));
    assertThat(String.join("\n", report))
        .contains("time to first token", "256 streams", "resident memory");
  }
}
