package dev.hearth.proxy;

import dev.hearth.backend.BackendKind;
import dev.hearth.wire.Delta;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.anthropic.MessagesChunkReader;
import dev.hearth.wire.openai.ChatChunkReader;
import dev.hearth.wire.sse.SseEvent;
import java.util.List;
import java.util.function.Supplier;

/** Reads one streamed reply of a backend, whatever it speaks. */
interface ReplyReader {
  /** A fresh reader for a backend of this kind. */
  static ReplyReader of(BackendKind kind, Supplier<String> names) {
    return kind.speaksMessages()
        ? new Messages(new MessagesChunkReader(names))
        : new Chat(new ChatChunkReader(names));
  }

  List<Delta> read(SseEvent event) throws MalformedReply;

  List<Delta> end() throws MalformedReply;

  /** Of a server with chat completions. */
  record Chat(ChatChunkReader reader) implements ReplyReader {
    @Override
    public List<Delta> read(SseEvent event) throws MalformedReply {
      return reader.read(event.data());
    }

    @Override
    public List<Delta> end() throws MalformedReply {
      return reader.end();
    }
  }

  /** Of a server with messages. */
  record Messages(MessagesChunkReader reader) implements ReplyReader {
    @Override
    public List<Delta> read(SseEvent event) throws MalformedReply {
      return reader.read(event);
    }

    @Override
    public List<Delta> end() throws MalformedReply {
      return reader.end();
    }
  }
}
