package dev.hearth.runtime.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Flags that are Hearth's own to give, or that no preset may give, each with the reason. */
public final class OwnedFlags {
  private static final String ADDRESS =
      "Hearth picks the address: servers listen on this machine only, on a free port.";
  private static final String MODEL = "The model is the one you start; pick it in the library.";
  private static final String CONTEXT =
      "The context has a field of its own in the preset, which the fit estimate needs to know.";
  private static final String KEY =
      "Hearth makes a key for each start and passes it where no other program can read it.";
  private static final String LOG = "Hearth reads the log to show progress and explain failures.";
  private static final String ROUTER =
      "Hearth runs one server a model and swaps them itself, with each model's own preset.";
  private static final String ACTS =
      "It would let the server act on your machine by itself, shell included.";
  private static final String TLS =
      "Hearth talks to its servers over plain HTTP on this machine; put TLS before the proxy.";

  private static final Map<String, String> LLAMA =
      reasons(
          Map.of(
              ADDRESS, List.of("--host", "--port", "--reuse-port", "--api-prefix"),
              MODEL,
                  List.of(
                      "-m",
                      "--model",
                      "-mu",
                      "--model-url",
                      "-hf",
                      "-hfr",
                      "--hf-repo",
                      "-hff",
                      "--hf-file",
                      "-dr",
                      "--docker-repo",
                      "-a",
                      "--alias",
                      "-mm",
                      "--mmproj",
                      "-mmu",
                      "--mmproj-url"),
              CONTEXT, List.of("-c", "--ctx-size"),
              KEY, List.of("--api-key", "--api-key-file"),
              LOG,
                  List.of(
                      "--log-disable",
                      "--log-file",
                      "--log-jsonl",
                      "-lv",
                      "--verbosity",
                      "--log-verbosity",
                      "-v",
                      "--verbose",
                      "--log-verbose",
                      "--no-slots"),
              ROUTER,
                  List.of(
                      "--models-dir",
                      "--models-preset",
                      "--models-max",
                      "--no-models-autoload",
                      "--models-autoload"),
              ACTS,
                  List.of(
                      "--tools",
                      "--tools-runtime",
                      "--agent",
                      "-ag",
                      "--mcp-servers-config",
                      "--mcp-servers-json",
                      "--ui-mcp-proxy",
                      "--webui-mcp-proxy"),
              TLS, List.of("--ssl-key-file", "--ssl-cert-file")));

  private static final Map<String, String> VLLM =
      reasons(
          Map.of(
              ADDRESS, List.of("--host", "--port", "--uds", "--root-path"),
              MODEL, List.of("--model", "--served-model-name"),
              CONTEXT, List.of("--max-model-len"),
              KEY, List.of("--api-key"),
              TLS, List.of("--ssl-keyfile", "--ssl-certfile")));

  private OwnedFlags() {}

  /** Why this word may not be among the extra flags, also as {@code --flag=x} or {@code -c5}. */
  public static Optional<String> reason(EngineKind engine, String word) {
    Map<String, String> owned = engine == EngineKind.VLLM ? VLLM : LLAMA;
    if (!word.startsWith("-")) {
      return Optional.empty();
    }
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    if (!name.startsWith("--")) {
      name = name.replaceFirst("(?<=[A-Za-z])\\d+$", "");
    }
    return Optional.ofNullable(owned.get(name));
  }

  /** The flags of an engine, for the environment variables that mean the same. */
  static Iterable<String> names(EngineKind engine) {
    return (engine == EngineKind.VLLM ? VLLM : LLAMA).keySet();
  }

  private static Map<String, String> reasons(Map<String, List<String>> flagsByReason) {
    Map<String, String> byFlag = new TreeMap<>();
    flagsByReason.forEach((reason, flags) -> flags.forEach(flag -> byFlag.put(flag, reason)));
    return byFlag;
  }
}
