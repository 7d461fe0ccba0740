package dev.hearth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Properties {
  @Property(tries = 2000)
  void agreesWithTheStrictDecoder(@ForAll("almostText") byte[] bytes) {
    assertThat(Utf8.firstFault(bytes, 0, bytes.length) < 0).isEqualTo(decodes(bytes));
  }

  @Example
  void namesThePlaceOfTheFault() {
    byte[] bytes = "twelve bytes?x".getBytes(StandardCharsets.US_ASCII);
    bytes[12] = (byte) 0xc0;
    assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(12);
  }

  @Provide
  Arbitrary<byte[]> almostText() {
    Arbitrary<byte[]> text =
        Arbitraries.strings()
            .withChars('a', 'é', '漢', '\ud83d', '\ude00')
            .ofMaxLength(12)
            .map(s -> s.getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> noise =
        Arbitraries.bytes().between((byte) -128, (byte) -1).array(byte[].class).ofMaxSize(4);
    return Combinators.combine(text, noise, text)
        .as(
            (a, b, c) ->
                ByteBuffer.allocate(a.length + b.length + c.length).put(a).put(b).put(c).array());
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
