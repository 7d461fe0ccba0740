package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneDeskTest {
  @TempDir Path folder;
  private final AtomicInteger knocks = new AtomicInteger();

  @Test
  void aSecondDeskCallsTheFirst() throws Exception {
    try (OneDesk first = OneDesk.claim(folder, knocks::incrementAndGet).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(OneDesk.claim(folder, knocks::decrementAndGet)).isEmpty();
      await().until(() -> knocks.get() == 1);
      assertThat(OneDesk.claim(folder, knocks::decrementAndGet)).isEmpty();
      await().until(() -> knocks.get() == 2);
    }
  }

  @Test
  void theFolderIsFreeAgainAfterTheFirst() throws Exception {
    OneDesk.claim(folder, knocks::incrementAndGet).orElseThrow().close();
    try (OneDesk next = OneDesk.claim(folder, knocks::incrementAndGet).orElseThrow()) {
      assertThat(next).isNotNull();
      assertThat(knocks).hasValue(0);
    }
  }

  @Test
  void whoDoesNotKnowTheWordIsNotLetIn() throws Exception {
    try (OneDesk first = OneDesk.claim(folder, knocks::incrementAndGet).orElseThrow()) {
      assertThat(first).isNotNull();
      int port = Integer.parseInt(Files.readString(folder.resolve("desk.door")).split(" ")[0]);
      try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
        stranger.getOutputStream().write("GET / HTTP/1.1\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(stranger.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(OneDesk.claim(folder, knocks::incrementAndGet)).isEmpty();
      await().until(() -> knocks.get() == 1);
    }
  }
}
