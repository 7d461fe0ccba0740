package dev.hearth.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdleWordTest {
  private static final String IDLE = "0.12.345.678 I srv  update_slots: all slots are idle";

  @Test
  void aServerThatStaysIdleSaysSoOnce() {
    IdleWord idle = new IdleWord();
    assertThat(
            List.of("listening", IDLE, IDLE, IDLE, "launch_slot_: processing", IDLE, IDLE).stream()
                .filter(line -> !idle.again(line)))
        .containsExactly("listening", IDLE, "launch_slot_: processing", IDLE);
  }
}
