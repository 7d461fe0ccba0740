package dev.hearth.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.wire.Capture;
import dev.hearth.wire.MalformedReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SseProperties {
  @Property(tries = 500)
  void whatIsWrittenIsRead(@ForAll("events") List<SseEvent> events) throws MalformedReply {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (SseEvent event : events) {
      bytes.writeBytes(SseWriter.event(event));
      bytes.writeBytes(SseWriter.comment("still\nhere"));
    }
    assertThat(read(bytes.toByteArray(), Integer.MAX_VALUE)).isEqualTo(events);
  }

  @Property(tries = 500)
  void splittingAnywhereChangesNothing(
      @ForAll("streams") String stream, @ForAll @IntRange(min = 1, max = 7) int piece)
      throws MalformedReply {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, piece)).isEqualTo(read(bytes, Integer.MAX_VALUE));
  }

  @Property(tries = 500)
  void garbageIsEitherReadOrRefused(@ForAll byte[] bytes) {
    try {
      read(bytes, 3);
    } catch (MalformedReply refused) {
      assertThat(refused).hasMessageContaining("not UTF-8");
    }
  }

  @Example
  void everyLineEndingEndsALine() throws MalformedReply {
    for (String end : List.of("\n", "\r", "\r\n")) {
      String stream =
          "event: a" + end + "data: 1" + end + "data:2" + end + end + "data" + end + end;
      assertThat(read(stream.getBytes(StandardCharsets.UTF_8), 1))
          .containsExactly(new SseEvent("a", "1\n2"), new SseEvent("", ""));
    }
  }

  @Example
  void aByteOrderMarkIsSkipped() throws MalformedReply {
    byte[] bytes = "\ufeffdata: x\n\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, 1)).containsExactly(new SseEvent("x"));
  }

  @Example
  void fieldsThatOnlyBeginLikeDataAreSkipped() throws MalformedReply {
    byte[] bytes = "database: x\nid: 4\nretry: 10\n: note\n\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, 5)).isEmpty();
  }

  @Example
  void anUnterminatedEventIsReturnedApart() throws MalformedReply {
    SseParser parser = new SseParser();
    byte[] bytes = "data: 1\n\ndata: [DO".getBytes(StandardCharsets.UTF_8);
    List<SseEvent> events = new ArrayList<>();
    parser.feed(bytes, 0, bytes.length, events::add);
    assertThat(events).containsExactly(new SseEvent("1"));
    assertThat(parser.end()).contains(new SseEvent("[DO"));
    assertThat(parser.end()).isEqualTo(Optional.empty());
  }

  @Example
  void brokenUtf8IsRefusedAndAGenuineReplacementIsNot() throws MalformedReply {
    byte[] broken = {'d', 'a', 't', 'a', ':', 'a', (byte) 0xe9, '\n', '\n'};
    assertThatThrownBy(() -> read(broken, 2)).isInstanceOf(MalformedReply.class);
    byte[] genuine = "data: \ufffd\n\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(genuine, 1)).containsExactly(new SseEvent("\ufffd"));
  }

  @Example
  void anEventBeyondTheLimitIsRefusedHoweverItArrives() {
    byte[] oneLine = ("data: " + "x".repeat(100)).getBytes(StandardCharsets.UTF_8);
    byte[] manyLines = "data: xxxxxxxx\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : List.of(oneLine, manyLines)) {
      SseParser parser = new SseParser(64);
      assertThatThrownBy(
              () -> {
                for (byte b : bytes) {
                  parser.feed(new byte[] {b}, 0, 1, e -> {});
                }
              })
          .isInstanceOf(MalformedReply.class)
          .hasMessageContaining("64");
    }
  }

  @Example
  void aRealStreamGivesTheSameEventsInPiecesOfAnySize() throws MalformedReply {
    byte[] bytes = Capture.named("anthropic-messages-think-stream").body();
    List<SseEvent> whole = read(bytes, Integer.MAX_VALUE);
    assertThat(whole).hasSizeGreaterThan(15);
    for (int piece = 1; piece < 40; piece++) {
      assertThat(read(bytes, piece)).isEqualTo(whole);
    }
  }

  static List<SseEvent> read(byte[] bytes, int piece) throws MalformedReply {
    SseParser parser = new SseParser();
    List<SseEvent> events = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
      parser.feed(bytes, at, Math.min(piece, bytes.length - at), events::add);
    }
    parser.end().ifPresent(events::add);
    return events;
  }

  @Provide
  Arbitrary<List<SseEvent>> events() {
    Arbitrary<String> type = Arbitraries.of("", "message_start", "error");
    Arbitrary<String> data =
        Arbitraries.strings()
            .withChars('a', ' ', ':', '\n', 'é', '漢', '"')
            .ofMinLength(1)
            .ofMaxLength(20);
    return Combinators.combine(type, data).as(SseEvent::new).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> streams() {
    return Arbitraries.of(
            "data: ",
            "data:",
            "event: x",
            ":c",
            "a",
            "é漢",
            "\ud83d\ude00",
            "\n",
            "\r",
            "\r\n",
            "\n\n")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
