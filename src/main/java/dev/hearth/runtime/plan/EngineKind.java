package dev.hearth.runtime.plan;

/** The model servers Hearth can start or attach to. */
public enum EngineKind {
  LLAMA_SERVER("llama-server"),
  LLAMAFILE("llamafile"),
  VLLM("vLLM"),
  OLLAMA("Ollama");

  private final String label;

  EngineKind(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
