package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A proxy before the practice model: one for all tests of a class where the field is static, else
 * one for each. At the end the model may not be left with work.
 */
final class Stage
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private boolean shared;
  private PracticeServer practice;
  private ProxyFixture proxy;

  PracticeServer practice() {
    return practice;
  }

  ProxyFixture proxy() {
    return proxy;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    shared = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (!shared) {
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!shared) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void open() throws Exception {
    practice = PracticeServer.start(0, Pace.FAST);
    proxy = ProxyFixture.to(practice.url());
  }

  private void close() {
    proxy.close();
    try (PracticeServer ended = practice) {
      assertThat(ended.counts().inFlight()).isZero();
    }
  }
}
