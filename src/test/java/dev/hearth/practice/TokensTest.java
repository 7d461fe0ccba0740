package dev.hearth.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TokensTest {
  @Property(tries = 500)
  void numbersLeadBackToTheText(@ForAll String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    String back =
        Tokens.split(whole).stream()
            .map(token -> Tokens.text(Tokens.id(token)))
            .collect(Collectors.joining());

    assertThat(back).isEqualTo(whole);
    assertThat(Tokens.count(whole)).isEqualTo(Tokens.split(whole).size());
    assertThat(Tokens.split(whole))
        .allSatisfy(t -> assertThat(Tokens.id(t)).isBetween(1, Tokens.COUNT - 1));
  }
}
