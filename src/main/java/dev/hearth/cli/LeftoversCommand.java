package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hearth.runtime.orphans.RunningServer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Model servers that an earlier Hearth has left running; without a further word it lists them. */
@Command(
    name = "leftovers",
    description = "Lists, adopts and ends model servers that an earlier Hearth has left running.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]")
final class LeftoversCommand implements Callable<Integer> {
  private final Workplace place;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  LeftoversCommand(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() {
    List<RunningServer> leftovers = place.runningServers().leftovers();
    if (json.wanted()) {
      ArrayNode array = JsonOutput.array();
      leftovers.forEach(
          it ->
              array
                  .addObject()
                  .put("id", it.server().pid())
                  .put("model", it.model())
                  .put("engine", EngineOptions.name(it.engine()))
                  .put("url", it.plan(Optional.empty()).base().toString())
                  .put("artifact", it.artifact())
                  .put("log", it.log()));
      JsonOutput.print(out(), array);
    } else if (leftovers.isEmpty()) {
      out().println("No model server was left running.");
      out().flush();
    } else {
      Table table = new Table("ID", "MODEL", "ENGINE", "PORT", "FILE");
      leftovers.forEach(
          it ->
              table.row(
                  Long.toString(it.server().pid()),
                  it.model(),
                  it.engine().label(),
                  Integer.toString(it.port()),
                  it.artifact()));
      table.print(out());
    }
    return 0;
  }

  @Command(
      name = "end",
      description = "Ends a server and all it has started.",
      mixinStandardHelpOptions = true)
  int end(
      @Parameters(arity = "0..1", paramLabel = "ID", description = "As the list has it.") Long id,
      @Option(names = "--all", description = "End every one.") boolean all,
      @Mixin JsonOutput asJson)
      throws InterruptedException {
    if ((id == null) != all) {
      throw new IllegalArgumentException("Name the ID of one server, or --all.");
    }
    List<RunningServer> wanted =
        all ? place.runningServers().leftovers() : List.of(find(place, id));
    ArrayNode ended = JsonOutput.array();
    for (RunningServer leftover : wanted) {
      place.runningServers().end(leftover);
      ended.addObject().put("id", leftover.server().pid()).put("model", leftover.model());
      if (!asJson.wanted()) {
        out().println("Ended " + words(leftover) + ".");
      }
    }
    if (asJson.wanted()) {
      JsonOutput.print(out(), ended);
    } else if (wanted.isEmpty()) {
      out().println("No model server was left running.");
    }
    out().flush();
    return 0;
  }

  /** Tells a person who starts something that memory is taken already. */
  static void hint(Workplace place, PrintWriter err) {
    List<RunningServer> leftovers = place.runningServers().leftovers();
    if (!leftovers.isEmpty()) {
      err.println(
          "An earlier Hearth has left "
              + String.join(", ", leftovers.stream().map(LeftoversCommand::words).toList())
              + " running. To end or adopt what is left: hearth llama leftovers --help");
      err.flush();
    }
  }

  static RunningServer find(Workplace place, long id) {
    return place.runningServers().leftovers().stream()
        .filter(it -> it.server().pid() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No server with the ID " + id + " was left. See: hearth llama leftovers"));
  }

  private static String words(RunningServer server) {
    return server.model() + " (" + server.server().pid() + ")";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
