package dev.hearth.traffic.insight;

import java.io.IOException;

/** Posts a body to an OpenTelemetry collector's {@code /v1/traces}. */
@FunctionalInterface
public interface OtlpSender {
  /** Sends JSON; fails when the collector does not take it. */
  void send(byte[] json) throws IOException;
}
