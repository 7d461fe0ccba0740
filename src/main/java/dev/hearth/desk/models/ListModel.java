package dev.hearth.desk.models;

import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.fit.MeasuredMemory;
import dev.hearth.models.library.LibraryChange;
import dev.hearth.models.library.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The list: every model of every folder, grouped, filtered, with its fit and its server. */
final class ListModel implements AutoCloseable {
  /** Families in the order of their names, files that are no models last. */
  private static final Comparator<String> FAMILIES =
      Comparator.comparing((String name) -> name.equals(Family.OTHERS))
          .thenComparing(String.CASE_INSENSITIVE_ORDER);

  private static final Comparator<ModelRow> ROWS =
      Comparator.comparing((ModelRow row) -> !row.model().notes().favourite())
          .thenComparing(row -> row.model().alias(), String.CASE_INSENSITIVE_ORDER);

  /** What the list shows now. */
  record Shown(List<FamilyGroup> groups, int models, int all, boolean scanning) {
    static final Shown NOTHING = new Shown(List.of(), 0, 0, true);
  }

  private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
  private final ObjectProperty<ListFilter> filter = new SimpleObjectProperty<>(ListFilter.NONE);
  private final FitBook fits = new FitBook();
  private final List<Watch> watches = new ArrayList<>();
  private final ModelRuns servers;
  private final Executor background;
  private final Executor fx;
  private LibraryChange library;
  private Map<String, RunView> runs;
  private Optional<MachineMemory> memory;
  private List<ModelRow> rows = List.of();
  private boolean reckoning;
  private boolean stale;

  /**
   * @param background for reckoning, which takes long for many models
   * @param fx where values may be changed
   */
  ListModel(ModelShelf shelf, ModelRuns servers, Executor background, Executor fx) {
    this.servers = servers;
    this.background = background;
    this.fx = fx;
    library = shelf.models().now();
    runs = servers.runs().now();
    memory = servers.memory().now();
    watches.add(shelf.models().watch(now -> fx.execute(() -> library(now))));
    watches.add(servers.runs().watch(now -> fx.execute(() -> runs(now))));
    filter.subscribe((was, now) -> show());
  }

  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ObjectProperty<ListFilter> filterProperty() {
    return filter;
  }

  /** All rows, whether shown or not. */
  List<ModelRow> rows() {
    return rows;
  }

  Optional<ModelRow> row(String id) {
    return rows.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** The row to open with: what runs, what was used last, what comes first. */
  Optional<ModelRow> first() {
    return rows.stream()
        .filter(ModelRow::running)
        .findFirst()
        .or(
            () ->
                rows.stream()
                    .filter(r -> r.model().notes().lastUsedMillis() > 0)
                    .max(Comparator.comparingLong(r -> r.model().notes().lastUsedMillis())))
        .or(() -> shown.get().groups().stream().flatMap(g -> g.rows().stream()).findFirst());
  }

  /** Takes what is free now. */
  void memory(Optional<MachineMemory> now) {
    memory = now;
    rebuild();
  }

  private void library(LibraryChange now) {
    library = now;
    rebuild();
  }

  private void runs(Map<String, RunView> now) {
    boolean other = !held(now).equals(held(runs));
    runs = now;
    if (other) {
      rebuild();
    }
    rows = rows.stream().map(this::withRun).toList();
    show();
  }

  /** What the running servers hold, which is what the words depend on. */
  private static Map<String, MeasuredMemory> held(Map<String, RunView> runs) {
    Map<String, MeasuredMemory> held = new HashMap<>();
    runs.forEach((name, run) -> run.held().ifPresent(memory -> held.put(name, memory)));
    return held;
  }

  private ModelRow withRun(ModelRow row) {
    RunView run = runs.getOrDefault(row.model().alias(), RunView.AT_REST);
    return run.equals(row.run()) ? row : new ModelRow(row.model(), row.family(), row.fit(), run);
  }

  /** One reckoning at a time; what changes meanwhile is taken up after it. */
  private void rebuild() {
    if (reckoning) {
      stale = true;
      return;
    }
    reckoning = true;
    List<Model> models = library.models();
    Optional<MachineMemory> machine = memory;
    Map<String, RunView> running = runs;
    background.execute(
        () -> {
          machine.ifPresent(fits::machine);
          List<ModelRow> next = models.stream().map(model -> row(model, running)).toList();
          fx.execute(() -> rebuilt(next));
        });
  }

  private ModelRow row(Model model, Map<String, RunView> running) {
    Freed freed = Freed.before(model.alias(), running, servers.room());
    return new ModelRow(model, Family.of(model), fits.word(model, freed), RunView.AT_REST);
  }

  private void rebuilt(List<ModelRow> next) {
    reckoning = false;
    rows = next.stream().map(this::withRun).toList();
    show();
    if (stale) {
      stale = false;
      rebuild();
    }
  }

  private void show() {
    Map<String, List<ModelRow>> families = new TreeMap<>(FAMILIES);
    int count = 0;
    for (ModelRow row : rows) {
      if (filter.get().matches(row)) {
        families.computeIfAbsent(row.family(), f -> new ArrayList<>()).add(row);
        count++;
      }
    }
    List<FamilyGroup> groups = new ArrayList<>();
    families.forEach(
        (name, members) -> {
          members.sort(ROWS);
          groups.add(new FamilyGroup(name, members));
        });
    Shown next = new Shown(List.copyOf(groups), count, rows.size(), library.scanning());
    if (!next.equals(shown.get())) {
      shown.set(next);
    }
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
