package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.proxy.ProxyConfig;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProxyOptionsTest {
  @Test
  void withoutOptionsTheDefaultsHold() {
    ProxyConfig config = CommandLine.populateCommand(new ProxyOptions()).config();
    assertThat(config.host()).isEqualTo(ProxyConfig.DEFAULT.host());
    assertThat(config.port()).isEqualTo(ProxyConfig.DEFAULT.port());
    assertThat(config.guard()).isEqualTo(ProxyConfig.DEFAULT.guard());
    assertThat(config.limits()).isEqualTo(ProxyConfig.DEFAULT.limits());
  }

  @Test
  void aKeyIsAskedForOnceItIsNamed() {
    ProxyConfig config =
        CommandLine.populateCommand(new ProxyOptions(), "--proxy-key", " sesame ").config();
    assertThat(config.access().key()).isEqualTo("sesame");
  }

  @Test
  void limitsAreInTheUnitsTheyAreNamedIn() {
    ProxyConfig config =
        CommandLine.populateCommand(
                new ProxyOptions(), "--max-body", "2", "--queue-limit", "3", "--max-retries", "1")
            .config();
    assertThat(config.limits().body()).isEqualTo(2L * 1024 * 1024);
    assertThat(config.limits().queue()).isEqualTo(3);
    assertThat(config.guard().maxRetries()).isEqualTo(1);
  }
}
