package dev.hearth.bench;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.anthropic.MessagesReplySettings;
import dev.hearth.wire.anthropic.MessagesStreamWriter;
import dev.hearth.wire.openai.ChatChunkReader;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.openai.ChatStreamOptions;
import dev.hearth.wire.openai.ChatStreamRelay;
import dev.hearth.wire.openai.ChatStreamWriter;
import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseParser;
import dev.hearth.wire.sse.SseWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one chunk of a stream costs on its way from the backend's bytes to the client's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SseBenchmark {
  private static final int BODY_MESSAGES = 1000;

  private byte[] stream;
  private String plain;
  private String escaped;
  private byte[] body;
  private ChatChunkReader reader;
  private ChatStreamWriter writer;
  private ChatStreamRelay relay;
  private MessagesStreamWriter messages;
  private final Delta text = new Delta.Text(" always");

  @Setup
  public void prepare() throws MalformedReply {
    stream = Capture.named("chat-text-stream-usage").body();
    List<String> data =
        Capture.named("chat-text-stream-usage").events().stream().map(SseEvent::data).toList();
    plain = data.get(3);
    escaped = plain.replace(" Tiny,", " \\\"Tiny\\\"\\n");
    reader = new ChatChunkReader(() -> "t");
    reader.read(data.get(0));
    reader.read(data.get(1));
    writer =
        new ChatStreamWriter(
            new Delta.Opened("chatcmpl-x", "m", 1, ""),
            new ChatStreamOptions(true, false),
            () -> "t");
    writer.write(text);
    relay = new ChatStreamRelay(new ChatStreamOptions(false, false));
    relay.rewrite(data.get(0));
    messages = new MessagesStreamWriter(new MessagesReplySettings("m", true, 0), () -> "t");
    messages.write(text);
    body = body();
  }

  private static byte[] body() {
    StringBuilder out = new StringBuilder("{\"model\":\"m\",\"messages\":[");
    for (int i = 0; i < BODY_MESSAGES; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"role\":\"user\",\"content\":\"")
          .append("some words of a file\\n".repeat(45))
          .append("\"}");
    }
    return out.append("],\"stream\":true}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The recorded stream: fifteen events. */
  @Benchmark
  public void parseStream(Blackhole hole) throws MalformedReply {
    new SseParser().feed(stream, 0, stream.length, hole::consume);
  }

  @Benchmark
  public List<Delta> readPlainChunk() throws MalformedReply {
    return reader.read(plain);
  }

  @Benchmark
  public List<Delta> readEscapedChunk() throws MalformedReply {
    return reader.read(escaped);
  }

  @Benchmark
  public byte[] writeChunk() {
    return SseWriter.event(writer.write(text).getFirst());
  }

  @Benchmark
  public List<String> relayChunk() throws MalformedReply {
    return relay.rewrite(plain);
  }

  @Benchmark
  public byte[] writeMessagesEvent() {
    return SseWriter.event(messages.write(text).getFirst());
  }

  /** Reader, writer and framing, as a guarded stream goes. */
  @Benchmark
  public void wholeWay(Blackhole hole) throws MalformedReply {
    ChatChunkReader fresh = new ChatChunkReader(() -> "t");
    ChatStreamWriter out =
        new ChatStreamWriter(
            new Delta.Opened("", ""), new ChatStreamOptions(true, false), () -> "t");
    List<SseEvent> events = new ArrayList<>();
    new SseParser().feed(stream, 0, stream.length, events::add);
    for (SseEvent event : events) {
      for (Delta delta : fresh.read(event.data())) {
        for (String data : out.write(delta)) {
          hole.consume(SseWriter.event(data));
        }
      }
    }
  }

  /** One megabyte. */
  @Benchmark
  public ChatRequest parseBody() throws MalformedRequest {
    return ChatRequest.parse(body);
  }

  /** One megabyte, parsed and with two fields set. */
  @Benchmark
  public ChatRequest parseAndSplice() throws MalformedRequest {
    return ChatRequest.parse(body)
        .with(Map.of("stream", BooleanNode.TRUE, "return_progress", BooleanNode.TRUE), Set.of());
  }
}
