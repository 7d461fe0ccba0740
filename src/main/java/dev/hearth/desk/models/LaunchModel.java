package dev.hearth.desk.models;

import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.plan.LaunchPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * How the selected model is to be started: the settings being tried, whether they fit, the command.
 */
final class LaunchModel {
  private final ModelShelf shelf;
  private final ModelRuns runs;
  private final Executor fx;
  private final ObjectProperty<LaunchPreset> draft =
      new SimpleObjectProperty<>(LaunchPreset.defaults());
  private final ReadOnlyObjectWrapper<Optional<FitReport>> fit =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<LaunchPlan>> plan =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Map<Path, Long> sizes = new HashMap<>();
  private Optional<Model> model = Optional.empty();
  private Optional<MachineMemory> machine = Optional.empty();
  private final ReadOnlyObjectWrapper<LaunchPreset> saved =
      new ReadOnlyObjectWrapper<>(LaunchPreset.defaults());
  private Freed freed = Freed.NOTHING;
  private int planning;

  LaunchModel(ModelShelf shelf, ModelRuns runs, Executor fx) {
    this.shelf = shelf;
    this.runs = runs;
    this.fx = fx;
    draft.subscribe((was, now) -> changed());
  }

  /** What is being tried; every change reckons the fit anew. */
  ObjectProperty<LaunchPreset> draftProperty() {
    return draft;
  }

  ReadOnlyObjectProperty<Optional<FitReport>> fitProperty() {
    return fit.getReadOnlyProperty();
  }

  /** The command of a start with the draft, once known. */
  ReadOnlyObjectProperty<Optional<LaunchPlan>> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Why something asked for was not done; empty for nothing. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  Optional<MachineMemory> machine() {
    return machine;
  }

  /** What is kept. */
  ReadOnlyObjectProperty<LaunchPreset> savedProperty() {
    return saved.getReadOnlyProperty();
  }

  /** Whether the draft differs from what is kept. */
  boolean dirty() {
    return !draft.get().equals(saved.get());
  }

  /** Whether the server may be started with the draft. */
  boolean refused() {
    return plan.get().filter(p -> !p.refusals().isEmpty()).isPresent();
  }

  /** Names of the presets there are, the one without changes first. */
  List<String> presets() {
    List<String> names = new ArrayList<>();
    names.add(LaunchPreset.DEFAULT_NAME);
    model
        .map(m -> m.notes().presets())
        .orElse(List.of())
        .forEach(
            p -> {
              if (!names.contains(p.name())) {
                names.add(p.name());
              }
            });
    return names;
  }

  /** Shows another model, or the same after the library learnt more; a draft of it stays. */
  void show(Optional<Model> next) {
    boolean other = !next.map(Model::id).equals(model.map(Model::id));
    boolean keep = !other && dirty();
    model = next;
    saved.set(next.map(m -> m.notes().chosenPreset()).orElseGet(LaunchPreset::defaults));
    if (other) {
      problem.set("");
      plan.set(Optional.empty());
    }
    next.flatMap(Model::projector).ifPresent(this::measure);
    if (!keep && !draft.get().equals(saved.get())) {
      draft.set(saved.get());
    } else if (other) {
      changed();
    } else {
      reckon();
    }
  }

  /** Takes what a start would get back first. */
  void freeing(Freed next) {
    if (!next.equals(freed)) {
      freed = next;
      reckon();
    }
  }

  /** Whether this is the model shown. */
  boolean shows(String alias) {
    return model.map(Model::alias).equals(Optional.of(alias));
  }

  /** What a start would get back first; the fit counts it as free. */
  Freed freed() {
    return freed;
  }

  /** Takes what is free now. */
  void machine(Optional<MachineMemory> now) {
    machine = now;
    reckon();
  }

  void context(int tokens) {
    draft.set(draft.get().with().context(tokens).build());
  }

  void cache(CacheType keys, CacheType values) {
    draft.set(draft.get().with().cacheK(keys).cacheV(values).build());
  }

  void gpuLayers(GpuLayers layers) {
    draft.set(draft.get().with().gpuLayers(layers).build());
  }

  /** Takes the settings that would serve best here. */
  void advise() {
    fit.get()
        .map(FitReport::advice)
        .ifPresent(
            a ->
                draft.set(
                    draft
                        .get()
                        .with()
                        .context(a.context())
                        .gpuLayers(a.gpuLayers())
                        .cpuExpertLayers(a.cpuExpertLayers())
                        .cacheK(a.cacheK())
                        .cacheV(a.cacheV())
                        .build()));
  }

  /** Whether the advice differs from the draft. */
  boolean advised() {
    return fit.get()
        .map(FitReport::advice)
        .filter(
            a ->
                a.context() != fit.get().get().context()
                    || a.cacheK() != draft.get().cacheK()
                    || a.cacheV() != draft.get().cacheV()
                    || a.cpuExpertLayers() != draft.get().cpuExpertLayers())
        .isPresent();
  }

  void undo(FlagChange change) {
    draft.set(change.undo().apply(draft.get()));
  }

  void discard() {
    draft.set(saved.get());
  }

  /** Keeps the draft under its own name; done at once when nothing was changed. */
  CompletableFuture<Void> save() {
    return !dirty() ? CompletableFuture.completedFuture(null) : keep(draft.get());
  }

  /** Keeps the draft under another name. */
  CompletableFuture<Void> saveAs(String name) {
    LaunchPreset named = draft.get().with().name(name).build();
    draft.set(named);
    return keep(named);
  }

  private CompletableFuture<Void> keep(LaunchPreset preset) {
    if (model.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> kept = shelf.savePreset(model.get().id(), preset);
    kept.whenCompleteAsync(
        (done, failure) -> {
          if (failure == null) {
            saved.set(preset);
          }
          said(failure);
        },
        fx);
    return kept;
  }

  void choose(String name) {
    model.ifPresent(
        m -> {
          draft.set(m.notes().preset(name).orElseGet(() -> LaunchPreset.named(name).build()));
          saved.set(draft.get());
          shelf.choosePreset(m.id(), name).whenCompleteAsync((done, failure) -> said(failure), fx);
        });
  }

  void removePreset() {
    model.ifPresent(
        m -> {
          String name = draft.get().name();
          choose(LaunchPreset.DEFAULT_NAME);
          shelf.removePreset(m.id(), name).whenCompleteAsync((done, failure) -> said(failure), fx);
        });
  }

  private void said(Throwable failure) {
    problem.set(failure == null ? "" : words(failure));
  }

  /** A failure's own sentence. */
  static String words(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void measure(Path projector) {
    if (!sizes.containsKey(projector)) {
      shelf
          .size(projector)
          .thenAcceptAsync(
              size -> {
                sizes.put(projector, size);
                reckon();
              },
              fx);
    }
  }

  private void changed() {
    reckon();
    plan();
  }

  private void reckon() {
    if (model.isEmpty() || machine.isEmpty()) {
      fit.set(Optional.empty());
      return;
    }
    long projector = model.get().projector().map(p -> sizes.getOrDefault(p, 0L)).orElse(0L);
    MachineMemory then = freed.of(machine.get());
    fit.set(Optional.of(FitBook.report(model.get(), draft.get(), projector, then)));
  }

  /** The program is asked in the background; an answer that a later change overtook is dropped. */
  private void plan() {
    int mine = ++planning;
    if (model.isEmpty() || !model.get().startable()) {
      plan.set(Optional.empty());
      return;
    }
    runs.plan(model.get(), draft.get())
        .whenCompleteAsync(
            (found, failure) -> {
              if (mine == planning) {
                plan.set(Optional.ofNullable(found));
              }
            },
            fx);
  }

  /** Plans anew, for instance after a llama-server was installed. */
  void replan() {
    plan();
  }
}
