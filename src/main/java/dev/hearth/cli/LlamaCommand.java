package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.BinaryAbilities;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.install.Accelerator;
import dev.hearth.runtime.install.BuildChoice;
import dev.hearth.runtime.install.InstalledBuild;
import dev.hearth.runtime.install.Installer;
import dev.hearth.runtime.install.Machine;
import dev.hearth.runtime.install.MachineLook;
import dev.hearth.runtime.install.Release;
import dev.hearth.runtime.install.ReleaseFeed;
import dev.hearth.runtime.local.LocalChoices;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds, installs and chooses llama-server. */
@Command(
    name = "llama",
    description = "Finds, installs and chooses llama-server.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class LlamaCommand implements Runnable {
  private final Workplace place;

  @Spec private CommandSpec spec;

  public LlamaCommand(Workplace place) {
    this.place = place;
  }

  /** The command with those below it. */
  public static CommandLine commandLine(
      Workplace place, Supplier<LocalChoices> choices, ProxyFront front, TrafficKeeping keeping) {
    return new CommandLine(new LlamaCommand(place))
        .addSubcommand(
            new CommandLine(new LeftoversCommand(place))
                .addSubcommand(new AdoptCommand(place, choices, front, keeping)));
  }

  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  @Command(
      name = "list",
      description = "Lists the llama-servers on this machine, the one that is used first.",
      mixinStandardHelpOptions = true)
  int list(@Mixin JsonOutput json) throws InterruptedException {
    Table table = new Table("", "VERSION", "FROM", "GPUS", "PATH");
    ArrayNode array = JsonOutput.array();
    for (ServerBinary binary : place.programs().all()) {
      Optional<BinaryAbilities> abilities = Optional.empty();
      String problem = "";
      try {
        abilities = Optional.of(place.programs().abilities(binary.path()));
      } catch (ProbeFailedException e) {
        problem = e.getMessage();
      }
      String version = abilities.map(BinaryAbilities::version).orElse("does not run");
      int gpus = abilities.map(it -> it.devices().size()).orElse(0);
      table.row(
          table.isEmpty() ? "*" : "",
          version,
          binary.origin().words(),
          Integer.toString(gpus),
          binary.path().toString());
      ObjectNode node = array.addObject();
      node.put("used", array.size() == 1)
          .put("path", binary.path().toString())
          .put("origin", binary.origin().name().toLowerCase(Locale.ROOT))
          .put("version", version)
          .put("gpus", gpus)
          .put("problem", problem);
    }
    if (json.wanted()) {
      JsonOutput.print(out(), array);
    } else if (table.isEmpty()) {
      out().println("No llama-server was found. Install one with: hearth llama install");
      out().flush();
    } else {
      table.print(out());
    }
    return 0;
  }

  @Command(
      name = "install",
      description = {
        "Installs an official build of llama.cpp, verified by its SHA-256, beside those that are"
            + " there, and uses it from now on.",
        "HEARTH_LLAMA_RELEASES names a mirror of GitHub's list of releases."
      },
      mixinStandardHelpOptions = true)
  int install(
      @Parameters(
              arity = "0..1",
              paramLabel = "RELEASE",
              description = "Such as b11669. Default: the newest.")
          String tag,
      @Option(
              names = "--accelerator",
              description = "${COMPLETION-CANDIDATES}. Default: what suits this machine.")
          Accelerator accelerator,
      @Option(names = "--dry-run", description = "Only say which files would be installed.")
          boolean dryRun,
      @Mixin JsonOutput json)
      throws IOException, InterruptedException {
    OkHttpClient http = new OkHttpClient();
    try {
      ReleaseFeed feed = place.releases(http);
      Release release = tag == null ? feed.latest() : feed.tagged(tag);
      Machine machine = MachineLook.now();
      BuildChoice choice =
          BuildChoice.of(release, accelerator == null ? machine : machine.wishing(accelerator));
      if (dryRun) {
        showChoice(choice, json);
      } else {
        showInstalled(install(choice, http, json), json);
      }
      return 0;
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private InstalledBuild install(BuildChoice choice, OkHttpClient http, JsonOutput json)
      throws IOException, InterruptedException {
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread installing = Thread.currentThread();
    // Ctrl-C leaves nothing half installed: the hook waits until it is undone.
    Thread hook =
        new Thread(
            () -> {
              cancelled.set(true);
              join(installing);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    ProgressBar bar = ProgressBar.on(spec.commandLine().getErr());
    try {
      Installer installer = new Installer(place.builds(), http, new AbilityProbe());
      return installer.install(
          choice,
          progress -> {
            if (!json.wanted()) {
              bar.show(
                  progress.stage().name().toLowerCase(Locale.ROOT) + " " + choice.main().name(),
                  progress.done(),
                  progress.total());
            }
          },
          cancelled::get);
    } finally {
      bar.end();
      if (!cancelled.get()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void showChoice(BuildChoice choice, JsonOutput json) {
    if (json.wanted()) {
      JsonOutput.print(
          out(),
          JsonOutput.object()
              .put("tag", choice.tag())
              .put("file", choice.main().name())
              .put("bytes", choice.size())
              .put("accelerator", choice.accelerator().name()));
    } else {
      out()
          .println(
              choice.main().name()
                  + " ("
                  + choice.accelerator().words()
                  + ", "
                  + Sizes.of(choice.size())
                  + ")");
      out().flush();
    }
  }

  private void showInstalled(InstalledBuild build, JsonOutput json) {
    if (json.wanted()) {
      JsonOutput.print(
          out(),
          JsonOutput.object()
              .put("name", build.name())
              .put("tag", build.tag())
              .put("accelerator", build.accelerator().name())
              .put("path", build.program().toString()));
    } else {
      out()
          .println(
              "Using llama.cpp "
                  + build.tag()
                  + " ("
                  + build.accelerator().words()
                  + ") from "
                  + build.program());
      out().flush();
    }
  }

  @Command(
      name = "use",
      description = "Uses an installed build from now on.",
      mixinStandardHelpOptions = true)
  int use(
      @Parameters(paramLabel = "BUILD", description = "Its name, or its release.") String name,
      @Mixin JsonOutput json)
      throws IOException {
    showInstalled(place.builds().use(name), json);
    return 0;
  }

  @Command(
      name = "remove",
      description = "Deletes an installed build.",
      mixinStandardHelpOptions = true)
  int remove(
      @Parameters(paramLabel = "BUILD", description = "Its name, or its release.") String name,
      @Mixin JsonOutput json)
      throws IOException {
    place.builds().remove(name);
    if (json.wanted()) {
      JsonOutput.print(out(), JsonOutput.object().put("removed", name));
    } else {
      out().println("Removed " + name + ".");
      out().flush();
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
