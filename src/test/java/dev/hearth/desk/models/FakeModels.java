package dev.hearth.desk.models;

import dev.hearth.desk.services.HubTransfer;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelHub;
import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.desk.services.ModelsService;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.ServerPrograms;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.hub.DownloadProgress;
import dev.hearth.models.hub.DownloadState;
import dev.hearth.models.hub.HubChoice;
import dev.hearth.models.hub.HubException;
import dev.hearth.models.hub.HubFile;
import dev.hearth.models.hub.HubListing;
import dev.hearth.models.hub.HubModel;
import dev.hearth.models.hub.HubReference;
import dev.hearth.models.library.Deletion;
import dev.hearth.models.library.LibraryChange;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.Listing;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelNotes;
import dev.hearth.models.library.RootStatus;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.BinaryAbilities;
import dev.hearth.runtime.binary.BinaryOrigin;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.LaunchRequest;
import dev.hearth.runtime.plan.LlamaPlanner;
import dev.hearth.runtime.server.ServerState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Models, servers and a hub under the test's thumb. */
final class FakeModels implements ModelShelf, ModelRuns, ModelHub, ServerPrograms {
  static final Path PROGRAM = Path.of("/usr/bin/llama-server");

  /** The shape of the real program's help, with a few of its flags. */
  private static final String HELP =
      """
      ----- common params -----

      -h,    --help, --usage                  print usage and exit
      -c,    --ctx-size N                     size of the prompt context (default: 0, 0 = loaded from model)
      -ngl,  --gpu-layers, --n-gpu-layers N   max. number of layers to store in VRAM, either an exact number,
                                              'auto', or 'all' (default: auto)
      -ctk,  --cache-type-k TYPE              KV cache data type for K
      -ctv,  --cache-type-v TYPE              KV cache data type for V
      -fa,   --flash-attn [on|off|auto]       set Flash Attention use
      --mlock                                 force system to keep model in RAM rather than swapping or compressing
      --fit [on|off]                          whether to adjust unset arguments to fit in device memory
      --rope-scale N                          RoPE context scaling factor, expands context by a factor of N
      --host HOST                             ip address to listen
      --port PORT                             port to listen
      -m,    --model FNAME                    model path to load
      -a,    --alias STRING                   set alias for model name
      --jinja, --no-jinja                     whether to use jinja template engine for chat
      --metrics                               enable prometheus compatible metrics endpoint
      --list-devices                          print list of available devices and exit
      """;

  static final BinaryAbilities ABILITIES =
      BinaryAbilities.parse(
          "version: 0.9.1 (build 7000, commit abc)",
          HELP,
          "Available devices:\n  CUDA0: NVIDIA RTX 4090 (24563 MiB, 22900 MiB free)\n");

  final LiveValue<LibraryChange> models = new LiveValue<>(new LibraryChange(List.of(), false));
  final LiveValue<List<RootStatus>> folders = new LiveValue<>(List.of());
  final LiveValue<Map<String, RunView>> runs = new LiveValue<>(Map.of());
  final LiveValue<Optional<MachineMemory>> memory = new LiveValue<>(Optional.empty());
  final LiveValue<ProgramStatus> program =
      new LiveValue<>(ProgramStatus.found(new ServerBinary(PROGRAM, BinaryOrigin.PATH), ABILITIES));
  final LiveValue<List<HubTransfer>> transfers = new LiveValue<>(List.of());
  final List<String> done = new CopyOnWriteArrayList<>();
  final Map<String, ServerLog> logs = new HashMap<>();
  final List<Consumer<ServerMetrics>> metricsListeners = new CopyOnWriteArrayList<>();
  CompletableFuture<Void> starting = new CompletableFuture<>();
  Model sample;

  ModelsService service() {
    return new ModelsService(this, this, this, this);
  }

  void list(List<Model> all) {
    models.set(new LibraryChange(all, false));
  }

  void state(String alias, ServerState state) {
    runs.update(
        before -> {
          Map<String, RunView> after = new HashMap<>(before);
          after.put(alias, RunView.of(state));
          return after;
        });
  }

  ServerLog newLog(String alias) {
    ServerLog log = ServerLog.inMemory(InstantSource.system());
    logs.put(alias, log);
    return log;
  }

  void folder(Path path, String label, int files, String problem) {
    folders.update(
        before -> {
          List<RootStatus> after = new ArrayList<>(before);
          after.add(
              new RootStatus(
                  new LibraryRoot(path, label, true, after.isEmpty()),
                  false,
                  files,
                  true,
                  problem));
          return after;
        });
  }

  private CompletableFuture<Void> did(String what) {
    done.add(what);
    return CompletableFuture.completedFuture(null);
  }

  private void note(String id, UnaryOperator<ModelNotes> edit) {
    models.update(
        before ->
            new LibraryChange(
                before.models().stream()
                    .map(m -> m.id().equals(id) ? SampleModels.noted(m, edit.apply(m.notes())) : m)
                    .toList(),
                false));
  }

  @Override
  public Live<LibraryChange> models() {
    return models;
  }

  @Override
  public Live<List<RootStatus>> folders() {
    return folders;
  }

  @Override
  public CompletableFuture<Void> addFolder(Path folder) {
    folder(folder, folder.getFileName().toString(), 3, "");
    return did("add folder " + folder);
  }

  @Override
  public CompletableFuture<Void> removeFolder(Path folder) {
    return did("remove folder " + folder);
  }

  @Override
  public CompletableFuture<Void> switchFolder(Path folder, boolean on) {
    return did((on ? "on " : "off ") + folder);
  }

  @Override
  public CompletableFuture<Void> rescan() {
    return did("rescan");
  }

  @Override
  public CompletableFuture<Listing> add(Path file) {
    did("add " + file);
    return why(file);
  }

  @Override
  public CompletableFuture<Listing> why(Path file) {
    boolean listed = models.now().models().stream().anyMatch(m -> m.parts().contains(file));
    return CompletableFuture.completedFuture(
        new Listing(
            file,
            listed,
            listed
                ? "It is listed."
                : "It is a GGUF file, but its name does not end in .gguf. Give it that ending."));
  }

  @Override
  public CompletableFuture<Void> alias(String id, String alias) {
    if (alias.contains(" ")) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "An alias has 1 to 100 characters, without spaces, commas and slashes."));
    }
    note(
        id,
        n ->
            new ModelNotes(
                alias, n.favourite(), n.lastUsedMillis(), n.text(), n.preset(), n.presets()));
    return did("alias " + alias);
  }

  @Override
  public CompletableFuture<Void> favourite(String id, boolean favourite) {
    note(
        id,
        n ->
            new ModelNotes(
                n.alias(), favourite, n.lastUsedMillis(), n.text(), n.preset(), n.presets()));
    return did("favourite " + favourite);
  }

  @Override
  public CompletableFuture<Void> notes(String id, String text) {
    note(
        id,
        n ->
            new ModelNotes(
                n.alias(), n.favourite(), n.lastUsedMillis(), text, n.preset(), n.presets()));
    return did("notes " + text);
  }

  @Override
  public CompletableFuture<Void> savePreset(String id, LaunchPreset preset) {
    note(
        id,
        n -> {
          List<LaunchPreset> all = new ArrayList<>(n.presets());
          all.removeIf(p -> p.name().equals(preset.name()));
          all.add(preset);
          return new ModelNotes(
              n.alias(), n.favourite(), n.lastUsedMillis(), n.text(), preset.name(), all);
        });
    return did("save " + preset.name());
  }

  @Override
  public CompletableFuture<Void> choosePreset(String id, String name) {
    note(
        id,
        n ->
            new ModelNotes(
                n.alias(), n.favourite(), n.lastUsedMillis(), n.text(), name, n.presets()));
    return did("choose " + name);
  }

  @Override
  public CompletableFuture<Void> removePreset(String id, String name) {
    return did("remove preset " + name);
  }

  @Override
  public CompletableFuture<Deletion> deletionOf(String id) {
    Model model =
        models.now().models().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    return CompletableFuture.completedFuture(new Deletion(model.parts(), model.totalBytes()));
  }

  @Override
  public CompletableFuture<Void> delete(String id) {
    models.update(
        before ->
            new LibraryChange(
                before.models().stream().filter(m -> !m.id().equals(id)).toList(), false));
    return did("delete " + id);
  }

  @Override
  public CompletableFuture<Void> reveal(Path file) {
    return did("reveal " + file);
  }

  @Override
  public CompletableFuture<Long> size(Path file) {
    return CompletableFuture.completedFuture(1L << 30);
  }

  @Override
  public CompletableFuture<Model> addSample() {
    did("sample");
    sample =
        SampleModels.model("tiny-clockwork", "Tiny Clockwork", "llama", "F16", 1 << 20, 8192, 1);
    list(List.of(sample));
    return CompletableFuture.completedFuture(sample);
  }

  @Override
  public Live<Map<String, RunView>> runs() {
    return runs;
  }

  @Override
  public Live<Optional<MachineMemory>> memory() {
    return memory;
  }

  @Override
  public int room() {
    return 1;
  }

  @Override
  public CompletableFuture<Void> start(String alias) {
    done.add("start " + alias);
    starting = new CompletableFuture<>();
    return starting;
  }

  @Override
  public CompletableFuture<Void> stop(String alias) {
    state(alias, new ServerState.Stopped());
    return did("stop " + alias);
  }

  @Override
  public CompletableFuture<Void> restart(String alias) {
    return did("restart " + alias);
  }

  @Override
  public void pin(String alias, boolean pinned) {
    did("pin " + alias + " " + pinned);
  }

  @Override
  public CompletableFuture<LaunchPlan> plan(Model model, LaunchPreset preset) {
    return CompletableFuture.completedFuture(
        LlamaPlanner.plan(
            PROGRAM,
            ABILITIES,
            LaunchRequest.of(
                model,
                preset,
                memory.now().orElse(SampleModels.MACHINE),
                18080,
                Optional.empty())));
  }

  @Override
  public Optional<ServerLog> log(String alias) {
    return Optional.ofNullable(logs.get(alias));
  }

  @Override
  public Watch watchMetrics(String alias, Consumer<ServerMetrics> listener) {
    metricsListeners.add(listener);
    return () -> metricsListeners.remove(listener);
  }

  @Override
  public CompletableFuture<List<HubModel>> search(String words) {
    done.add("search " + words);
    return CompletableFuture.completedFuture(
        List.of(
            new HubModel(
                "unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF",
                184_203,
                512,
                "2026-08-03T10:00:00Z",
                false),
            new HubModel("ggml-org/gpt-oss-20b-GGUF", 98_110, 301, "2026-06-12T10:00:00Z", false),
            new HubModel(
                "google/gemma-3-27b-it-qat-q4_0-gguf", 41_007, 220, "2026-02-01T10:00:00Z", true)));
  }

  @Override
  public CompletableFuture<HubListing> list(String reference) {
    done.add("list " + reference);
    long gib = 1L << 30;
    try {
      return CompletableFuture.completedFuture(
          new HubListing(
              HubReference.parse(reference),
              false,
              List.of(
                  new HubFile("Qwen3-Coder-30B-A3B-Instruct-Q2_K.gguf", 11 * gib, "", ""),
                  new HubFile("Qwen3-Coder-30B-A3B-Instruct-Q4_K_M.gguf", 18 * gib, "", ""),
                  new HubFile("Qwen3-Coder-30B-A3B-Instruct-Q8_0.gguf", 32 * gib, "", ""),
                  new HubFile("Qwen3-Coder-30B-A3B-Instruct-BF16.gguf", 61 * gib, "", ""))));
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<GgufCard> card(HubListing listing, HubChoice choice) {
    return CompletableFuture.completedFuture(
        SampleModels.card("Qwen3 Coder", "qwen3moe", "Q2_K", 11L << 30, 262_144, 48, ""));
  }

  @Override
  public CompletableFuture<HubTransfer> download(HubListing listing, HubChoice choice) {
    FakeTransfer transfer =
        new FakeTransfer(listing.reference().id(), choice.label(), choice.bytes());
    transfers.update(
        all -> {
          List<HubTransfer> more = new ArrayList<>(all);
          more.add(transfer);
          return more;
        });
    return CompletableFuture.completedFuture(transfer);
  }

  @Override
  public Live<List<HubTransfer>> transfers() {
    return transfers;
  }

  @Override
  public boolean hasToken() {
    return false;
  }

  @Override
  public Live<ProgramStatus> status() {
    return program;
  }

  @Override
  public void look() {
    did("look");
  }

  @Override
  public void choose(Path chosen) {
    did("choose " + chosen);
  }

  @Override
  public boolean canInstall() {
    return true;
  }

  @Override
  public void install() {
    did("install");
    program.set(ProgramStatus.installing(0.42, "Downloading the official build"));
  }

  @Override
  public void cancelInstall() {
    did("cancel install");
  }

  /** A download that does what it is told. */
  final class FakeTransfer implements HubTransfer {
    private final String repository;
    private final String label;
    final LiveValue<DownloadProgress> progress;

    FakeTransfer(String repository, String label, long bytes) {
      this.repository = repository;
      this.label = label;
      progress =
          new LiveValue<>(
              new DownloadProgress(DownloadState.RUNNING, "", bytes / 3, bytes, 41L << 20, ""));
    }

    private void state(DownloadState state) {
      DownloadProgress p = progress.now();
      progress.set(new DownloadProgress(state, "", p.doneBytes(), p.totalBytes(), 0, ""));
    }

    @Override
    public String repository() {
      return repository;
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public Live<DownloadProgress> progress() {
      return progress;
    }

    @Override
    public void pause() {
      state(DownloadState.PAUSED);
    }

    @Override
    public void resume() {
      state(DownloadState.RUNNING);
    }

    @Override
    public void cancel() {
      transfers.update(all -> all.stream().filter(t -> t != this).toList());
    }

    @Override
    public void dismiss() {
      cancel();
    }
  }
}
