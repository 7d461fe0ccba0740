package dev.hearth.runtime.plan;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Exactly how a model server will be started, to be shown and copied before it is.
 *
 * @param model the name clients ask for
 * @param artifact the file or name the server is told to load, which it must confirm
 * @param command the program and its arguments
 * @param environment what is added to the environment
 * @param secrets names in the environment whose values are never shown
 * @param budget how the context is chosen
 * @param reports whether the program can report its load progress to the one who started it
 */
public record LaunchPlan(
    EngineKind engine,
    String model,
    String artifact,
    List<String> command,
    Map<String, String> environment,
    Set<String> secrets,
    String host,
    int port,
    Budget budget,
    boolean reports,
    List<PlanNote> notes) {
  private static final String MASK = "****";

  public LaunchPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    secrets = Set.copyOf(secrets);
    notes = List.copyOf(notes);
  }

  /** Where the server will answer. */
  public URI base() {
    return URI.create("http://" + host + ":" + port);
  }

  /** The key the server will ask for. */
  public Optional<String> apiKey() {
    return secrets.stream()
        .filter(name -> name.endsWith("API_KEY"))
        .map(environment::get)
        .findFirst();
  }

  /** Flags that stand in the way of a start. */
  public List<PlanNote> refusals() {
    return notes.stream().filter(note -> note.kind() == PlanNote.Kind.REFUSED).toList();
  }

  /** The context the command asks for, if it asks for one. */
  public OptionalInt context() {
    return valueOf(contextFlag())
        .map(Integer::parseInt)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** The same plan on another port, with the reason among its notes. */
  public LaunchPlan onPort(int other, String why) {
    List<PlanNote> more = new ArrayList<>(notes);
    more.add(PlanNote.info(why));
    return new LaunchPlan(
        engine,
        model,
        artifact,
        with("--port", Integer.toString(other)),
        environment,
        secrets,
        host,
        other,
        budget,
        reports,
        more);
  }

  /** The same plan with so many tokens of context. */
  public LaunchPlan withContext(int tokens, String why) {
    List<PlanNote> more = new ArrayList<>(notes);
    more.add(PlanNote.info(why));
    return new LaunchPlan(
        engine,
        model,
        artifact,
        with(contextFlag(), Integer.toString(tokens)),
        environment,
        secrets,
        host,
        port,
        budget,
        reports,
        more);
  }

  /** One line for a shell, secrets masked. */
  public String shellCommand(Quoting quoting) {
    StringBuilder line = new StringBuilder();
    new TreeMap<>(environment)
        .forEach(
            (name, value) ->
                line.append(quoting.assignment(name, secrets.contains(name) ? MASK : value)));
    line.append(quoting.call());
    command.forEach(word -> line.append(quoting.word(word)).append(' '));
    return line.toString().strip();
  }

  private String contextFlag() {
    return engine == EngineKind.VLLM ? "--max-model-len" : "-c";
  }

  private Optional<String> valueOf(String flag) {
    int at = command.indexOf(flag);
    return at < 0 || at + 1 >= command.size() ? Optional.empty() : Optional.of(command.get(at + 1));
  }

  private List<String> with(String flag, String value) {
    List<String> changed = new ArrayList<>(command);
    int at = changed.indexOf(flag);
    if (at < 0) {
      changed.add(flag);
      changed.add(value);
    } else {
      changed.set(at + 1, value);
    }
    return changed;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return engine.label() + " plan: " + shellCommand(Quoting.POSIX);
  }
}
