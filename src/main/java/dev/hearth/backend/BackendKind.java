package dev.hearth.backend;

/** The dialect and the abilities of a model server. */
public enum BackendKind {
  /** Find out by asking. */
  AUTO,
  /** llama-server: OpenAI's dialect, and it can count tokens and report prompt progress. */
  LLAMA_SERVER,
  /** Any other server with OpenAI's chat completions. */
  OPENAI,
  /** A server with Anthropic's messages. */
  ANTHROPIC;

  /** Whether conversations are sent in Anthropic's shape. */
  public boolean speaksMessages() {
    return this == ANTHROPIC;
  }

  /** Where conversations are sent. */
  public String conversationPath() {
    return speaksMessages() ? "/v1/messages" : "/v1/chat/completions";
  }
}
