package dev.hearth.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.anthropic.MessagesFromChat;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.openai.ChatRequest;
import java.util.List;

/** What a backend is asked, in its own dialect, and how a correction is added to it. */
interface UpstreamRequest {
  byte[] body();

  /** The same with chat messages in OpenAI's shape at the end. */
  UpstreamRequest appending(List<ObjectNode> messages);

  /** For a server with chat completions. */
  record Chat(ChatRequest request) implements UpstreamRequest {
    @Override
    public byte[] body() {
      return request.body();
    }

    @Override
    public UpstreamRequest appending(List<ObjectNode> messages) {
      return new Chat(request.appending(messages));
    }
  }

  /** For a server with messages, from a client with chat completions. */
  record Translated(ChatRequest request) implements UpstreamRequest {
    @Override
    public byte[] body() {
      return MessagesFromChat.body(request);
    }

    @Override
    public UpstreamRequest appending(List<ObjectNode> messages) {
      return new Translated(request.appending(messages));
    }
  }

  /** For a server with messages, from a client that speaks them too. */
  record Messages(MessagesRequest request) implements UpstreamRequest {
    @Override
    public byte[] body() {
      return request.body();
    }

    @Override
    public UpstreamRequest appending(List<ObjectNode> messages) {
      return new Messages(request.appending(messages));
    }
  }
}
