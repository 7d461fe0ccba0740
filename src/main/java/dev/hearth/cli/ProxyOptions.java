package dev.hearth.cli;

import dev.hearth.guard.GuardSettings;
import dev.hearth.guard.TextPolicy;
import dev.hearth.proxy.Access;
import dev.hearth.proxy.Limits;
import dev.hearth.proxy.Pace;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.Serialize;
import dev.hearth.wire.ReasoningReplay;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that all commands which run the proxy have in common. */
final class ProxyOptions {
  private static final long MEBIBYTE = 1024 * 1024;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on (default ${DEFAULT-VALUE}). Anything but a loopback address lets"
              + " other machines in; ask for a key then.")
  private String host = ProxyConfig.DEFAULT.host();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one (default ${DEFAULT-VALUE}).")
  private int port = ProxyConfig.DEFAULT.port();

  @Option(
      names = "--proxy-key",
      paramLabel = "KEY",
      description =
          "Ask clients for this key. Other programs can read it in the list of processes; they"
              + " cannot when it is set as HEARTH_PROXY_KEY instead.")
  private String proxyKey = "";

  @Option(
      names = "--text-policy",
      paramLabel = "POLICY",
      description =
          "How prose is met when tools were offered: auto accepts deliberate prose, strict retries"
              + " all of it, respond offers a tool for it (default ${DEFAULT-VALUE}).")
  private TextPolicy textPolicy = TextPolicy.AUTO;

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      description =
          "Corrections for prose, unknown tools and failed rescues (default ${DEFAULT-VALUE}).")
  private int maxRetries = GuardSettings.DEFAULT.maxRetries();

  @Option(
      names = "--max-tool-errors",
      paramLabel = "N",
      description = "Corrections for wrong arguments (default ${DEFAULT-VALUE}).")
  private int maxToolErrors = GuardSettings.DEFAULT.maxToolErrors();

  @Option(
      names = "--reasoning-replay",
      paramLabel = "HOW",
      description =
          "How much of earlier thinking is sent back to the model: none, keep_last or full"
              + " (default ${DEFAULT-VALUE}; only full leaves requests as they are).")
  private ReasoningReplay reasoningReplay = ReasoningReplay.FULL;

  @Option(
      names = "--serialize",
      paramLabel = "HOW",
      description =
          "Whether requests go one at a time: auto, on or off (default ${DEFAULT-VALUE}).")
  private Serialize serialize = Serialize.AUTO;

  @Option(
      names = "--queue-limit",
      paramLabel = "N",
      description =
          "How many requests may wait before the next is refused (default ${DEFAULT-VALUE}).")
  private int queueLimit = Limits.DEFAULT.queue();

  @Option(
      names = "--load-timeout",
      paramLabel = "SECONDS",
      description = "Longest wait for a loading model (default ${DEFAULT-VALUE}).")
  private int loadTimeout = (int) Pace.DEFAULT.load().toSeconds();

  @Option(
      names = "--max-body",
      paramLabel = "MIB",
      description = "Largest request body (default ${DEFAULT-VALUE}).")
  private int maxBody = (int) (Limits.DEFAULT.body() / MEBIBYTE);

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "A further host name the proxy may be addressed by. May be repeated.")
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description =
          "A web origin whose pages may use the proxy, such as http://localhost:3000."
              + " May be repeated.")
  private List<String> allowedOrigins = List.of();

  @Option(
      names = "--ignore-client-keys",
      description = "Drop the placeholder keys of clients when HEARTH_BACKEND_KEY is set.")
  private boolean ignoreClientKeys;

  @Option(
      names = "--no-context-watch",
      description = "Send prompts on even if they cannot fit the model's context.")
  private boolean noContextWatch;

  private String key() {
    return proxyKey.isBlank()
        ? System.getenv().getOrDefault("HEARTH_PROXY_KEY", "")
        : proxyKey.strip();
  }

  ProxyConfig config() {
    return ProxyConfig.DEFAULT
        .withHost(host)
        .withPort(port)
        .withAccess(
            new Access(
                key(), Set.copyOf(allowedHosts), Set.copyOf(allowedOrigins), ignoreClientKeys))
        .withLimits(Limits.DEFAULT.withBody(maxBody * MEBIBYTE).withQueue(queueLimit))
        .withPace(Pace.DEFAULT.withLoad(Duration.ofSeconds(loadTimeout)))
        .withGuard(new GuardSettings(textPolicy, maxRetries, maxToolErrors, Set.of()))
        .withReasoningReplay(reasoningReplay)
        .withSerialize(serialize)
        .withContextWatch(!noContextWatch);
  }
}
