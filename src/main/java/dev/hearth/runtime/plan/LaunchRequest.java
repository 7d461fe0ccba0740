package dev.hearth.runtime.plan;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be started and how; everything a plan depends on besides the program.
 *
 * @param alias the name clients ask for
 * @param file the model's first or only file
 * @param trainedContext tokens the model was trained for, 0 for unknown
 * @param apiKey the key the server shall ask for, so that only Hearth talks to it
 * @param draft the draft model's file
 */
public record LaunchRequest(
    String alias,
    Path file,
    long trainedContext,
    Optional<Path> projector,
    Optional<Path> draft,
    LaunchPreset preset,
    Budget budget,
    MachineMemory machine,
    int port,
    Optional<String> apiKey) {

  /** A model of the library with the preset given. */
  public static LaunchRequest of(
      Model model, LaunchPreset preset, MachineMemory machine, int port, Optional<String> apiKey) {
    return new LaunchRequest(
        model.alias(),
        model.path(),
        model.card().contextLength(),
        model.projector(),
        preset.draftModel().isEmpty()
            ? Optional.empty()
            : Optional.of(Path.of(preset.draftModel())),
        preset,
        Budget.BACKEND,
        machine,
        port,
        apiKey);
  }

  /** The same with the context chosen in another way. */
  public LaunchRequest withBudget(Budget other) {
    return new LaunchRequest(
        alias, file, trainedContext, projector, draft, preset, other, machine, port, apiKey);
  }

  /** The same with the draft model's file found. */
  public LaunchRequest withDraft(Path found) {
    return new LaunchRequest(
        alias,
        file,
        trainedContext,
        projector,
        Optional.of(found),
        preset,
        budget,
        machine,
        port,
        apiKey);
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "LaunchRequest[" + alias + ", " + file + ", port " + port + "]";
  }
}
