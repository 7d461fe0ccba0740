package dev.hearth.cli;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendKind;
import dev.hearth.backend.BackendRouter;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.proxy.ProxyServer;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the proxy in front of a model server that somebody else started, or of the practice model.
 */
@Command(
    name = "serve",
    description = {
      "Guards a model server: OpenAI and Anthropic clients talk to Hearth, Hearth talks to it.",
      "Keys are best set as HEARTH_PROXY_KEY and HEARTH_BACKEND_KEY, where no process list shows"
          + " them."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(
      names = "--backend-kind",
      paramLabel = "KIND",
      description = "auto, llama_server, openai or anthropic. Default: ask the server.")
  private BackendKind kind = BackendKind.AUTO;

  @Option(
      names = "--backend-timeout",
      paramLabel = "SECONDS",
      description = "Longest silence of the model server (default ${DEFAULT-VALUE}).")
  private int backendTimeout = (int) BackendConfig.DEFAULT_IDLE_TIMEOUT.toSeconds();

  @Option(
      names = "--backend-header",
      paramLabel = "NAME=VALUE",
      description = "A header to send with every request to the model server. May be repeated.")
  private Map<String, String> backendHeaders = Map.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model to ask for, whatever the client names.")
  private String model = "";

  @Mixin private ProxyOptions proxy;
  @Mixin private TrafficOptions traffic;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not print a line for each request.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  private final TrafficKeeping keeping;

  public ServeCommand(TrafficKeeping keeping) {
    this.keeping = keeping;
  }

  /** What to stand in front of. */
  private static final class Target {
    @Option(
        names = "--backend-url",
        paramLabel = "URL",
        description = "The model server, for instance http://127.0.0.1:8080.")
    private URI backendUrl;

    @Option(
        names = "--practice",
        description = "The scripted practice model, which needs nothing on this machine.")
    private boolean practice;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (CtrlC stop = new CtrlC();
        PracticeServer practice = target.practice ? PracticeServer.start(0, Pace.REALISTIC) : null;
        var backend = new Backend(config(practice));
        var kept = keeping.open(traffic::over, lines -> print(out, lines));
        var _ = quiet ? null : new TrafficLines(kept.feed(), lines -> print(out, lines));
        var server =
            ProxyServer.start(
                proxy.config(), BackendRouter.fixed(backend, model), kept.feed(), kept::metrics)) {
      Greeting.print(out, server.url(), backend.shownUrl(), target.practice);
      out.println("The model server may be silent for " + backendTimeout + " s at most.");
      out.flush();
      stop.await();
    }
    return 0;
  }

  private BackendConfig config(PracticeServer practice) {
    URI url = practice == null ? target.backendUrl : practice.url();
    return BackendConfig.at(url)
        .withKind(kind)
        .withApiKey(System.getenv().getOrDefault("HEARTH_BACKEND_KEY", ""))
        .withHeaders(backendHeaders)
        .withIdleTimeout(Duration.ofSeconds(backendTimeout));
  }

  private static void print(PrintWriter out, String lines) {
    out.println(lines);
    out.flush();
  }
}
