package dev.hearth.proxy;

/** Requests as clients send them. */
final class Bodies {
  static final String TOOLS =
      """
      [{"type":"function","function":{"name":"read_file","description":"Reads a file",
      "parameters":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}}}]\
      """;

  static final String ANTHROPIC_TOOLS =
      """
      [{"name":"read_file","description":"Reads a file","input_schema":
      {"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}}]\
      """;

  static final String RESPONSES_TOOLS =
      """
      [{"type":"function","name":"read_file","description":"Reads a file","strict":false,
      "parameters":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}}]\
      """;

  private Bodies() {}

  static String chat(String text) {
    return "{\"model\":\"practice\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + text
        + "\"}]}";
  }

  static String chat(String text, String more) {
    return "{\"model\":\"practice\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + text
        + "\"}],"
        + more
        + "}";
  }

  static String chatStream(String text) {
    return chat(text, "\"stream\":true");
  }

  static String tools(String text) {
    return chat(text, "\"tools\":" + TOOLS);
  }

  static String toolsStream(String text) {
    return chat(text, "\"stream\":true,\"tools\":" + TOOLS);
  }

  static String messages(String text) {
    return messages(text, "\"stream\":false");
  }

  static String messages(String text, String more) {
    return "{\"model\":\"claude-x\",\"max_tokens\":8000,\"messages\":[{\"role\":\"user\",\"content\":\""
        + text
        + "\"}],"
        + more
        + "}";
  }

  static String messagesStream(String text) {
    return messages(text, "\"stream\":true");
  }

  static String messagesTools(String text) {
    return messages(text, "\"tools\":" + ANTHROPIC_TOOLS);
  }

  static String messagesToolsStream(String text) {
    return messages(text, "\"stream\":true,\"tools\":" + ANTHROPIC_TOOLS);
  }

  static String responses(String text) {
    return responses(text, "\"store\":false");
  }

  static String responses(String text, String more) {
    return "{\"model\":\"practice\",\"input\":[{\"type\":\"message\",\"role\":\"user\","
        + "\"content\":[{\"type\":\"input_text\",\"text\":\""
        + text
        + "\"}]}],"
        + more
        + "}";
  }

  static String responsesStream(String text) {
    return responses(text, "\"stream\":true");
  }

  static String responsesTools(String text) {
    return responses(text, "\"tools\":" + RESPONSES_TOOLS);
  }

  static String responsesToolsStream(String text) {
    return responses(text, "\"stream\":true,\"tools\":" + RESPONSES_TOOLS);
  }
}
