package dev.hearth.traffic.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.traffic.Header;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
  private final SecretMask mask = SecretMask.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-abcdefghijklmnop1234",
        "sk-ant-api03-abcdefghijklmnop_1234-x",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "github_pat_11ABCDEFG0abcdefghijklmnop",
        "glpat-abcdefghij0123456789",
        "hf_abcdefghijklmnopqrstuvwxyz",
        "AKIAIOSFODNN7EXAMPLE",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "xoxb-123456789012-abcdef",
        "npm_abcdefghijklmnopqrstuvwxyz0123456789",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA1234\nabcd\n-----END RSA PRIVATE KEY-----"
      })
  void knownKeysAreMaskedWhereverTheyStand(String key) {
    assertThat(mask.apply("before " + key + " after")).isEqualTo("before [masked] after");
    assertThat(mask.apply("{\"k\":\"" + key + "\",\"l\":1}"))
        .isEqualTo("{\"k\":\"[masked]\",\"l\":1}");
    assertThat(mask.finds(key + " " + key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the task-list and risk-free disk-space",
        "sk-short",
        "eyJ is how base64 begins",
        "Bearer tokens are nice",
        "a high ghost_writer",
        "npm_config_registry"
      })
  void ordinaryWordsStay(String text) {
    assertThat(mask.apply(text)).isEqualTo(text);
  }

  @Test
  void headersAreMaskedByNameOrByValue() {
    assertThat(mask.apply(new Header("authorization", "Basic x")).value()).isEqualTo("[masked]");
    assertThat(mask.apply(new Header("X-My-Api-Key", "x")).value()).isEqualTo("[masked]");
    assertThat(mask.apply(new Header("X-Auth-Token", "x")).value()).isEqualTo("[masked]");
    assertThat(mask.apply(new Header("X-Max-Tokenizer", "5")).value()).isEqualTo("5");
    assertThat(mask.apply(new Header("X-Note", "use Bearer abcdefghijklmnop")).value())
        .isEqualTo("use Bearer [masked]");
    assertThat(SecretMask.none().apply(new Header("authorization", "Basic x")).value())
        .isEqualTo("Basic x");
  }

  @Test
  void ownPatternsComeOnTopAndBrokenOnesAreNamed() {
    SecretMask own = SecretMask.with(List.of("ACME-\\d+", "x*"));
    assertThat(own.apply("ACME-12 sk-abcdefghijklmnop1234 xx."))
        .isEqualTo("[masked] [masked] [masked].");
    assertThatThrownBy(() -> SecretMask.with(List.of("(open")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'(open' is no pattern");
  }

  @Test
  void aPatternThatNeverEndsMasksTheWholeTextInstead() {
    SecretMask slow = SecretMask.with(List.of("(.*)(.*)(.*)(.*)(.*)z"));
    assertThat(slow.apply("a".repeat(500))).isEqualTo(SecretMask.TOO_SLOW);
  }

  @Property(tries = 300)
  void maskingTwiceChangesNothingMore(@ForAll String text) {
    String once = mask.apply(text + " sk-abcdefghijklmnop1234");
    assertThat(mask.apply(once)).isEqualTo(once);
  }
}
