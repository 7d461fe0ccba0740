package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void offersANeighbourThatCanBeListenedOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int offered = FreePort.after("127.0.0.1", taken.getLocalPort()).orElseThrow();
      assertThat(offered).isGreaterThan(taken.getLocalPort());
      try (ServerSocket own = new ServerSocket(offered, 1, InetAddress.getByName("127.0.0.1"))) {
        assertThat(own.isBound()).isTrue();
      }
    }
  }

  @Test
  void offersNothingBeyondTheLastPort() {
    assertThat(FreePort.after("127.0.0.1", 65_535)).isEmpty();
  }
}
