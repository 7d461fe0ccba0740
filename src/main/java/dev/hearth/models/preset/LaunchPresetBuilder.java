package dev.hearth.models.preset;

import java.util.List;
import java.util.Map;

/** Builds a {@link LaunchPreset} one choice at a time. */
public final class LaunchPresetBuilder {
  private String name;
  private int context;
  private GpuLayers gpuLayers = GpuLayers.AUTO;
  private int cpuExpertLayers;
  private CacheType cacheK = CacheType.F16;
  private CacheType cacheV = CacheType.F16;
  private boolean kvInRam;
  private int parallel;
  private FlashAttention flashAttention = FlashAttention.AUTO;
  private int threads;
  private int batch;
  private int microBatch;
  private List<String> devices = List.of();
  private String tensorSplit = "";
  private String draftModel = "";
  private List<Lora> loras = List.of();
  private boolean withoutProjector;
  private String chatTemplate = "";
  private String chatTemplateFile = "";
  private Thinking thinking = Thinking.AUTO;
  private String thinkingFormat = "";
  private int thinkingBudget = LaunchPreset.NO_THINKING_LIMIT;
  private List<String> extraFlags = List.of();
  private Map<String, String> environment = Map.of();

  LaunchPresetBuilder(String name) {
    this.name = name;
  }

  LaunchPresetBuilder(LaunchPreset from) {
    name = from.name();
    context = from.context();
    gpuLayers = from.gpuLayers();
    cpuExpertLayers = from.cpuExpertLayers();
    cacheK = from.cacheK();
    cacheV = from.cacheV();
    kvInRam = from.kvInRam();
    parallel = from.parallel();
    flashAttention = from.flashAttention();
    threads = from.threads();
    batch = from.batch();
    microBatch = from.microBatch();
    devices = from.devices();
    tensorSplit = from.tensorSplit();
    draftModel = from.draftModel();
    loras = from.loras();
    withoutProjector = from.withoutProjector();
    chatTemplate = from.chatTemplate();
    chatTemplateFile = from.chatTemplateFile();
    thinking = from.thinking();
    thinkingFormat = from.thinkingFormat();
    thinkingBudget = from.thinkingBudget();
    extraFlags = from.extraFlags();
    environment = from.environment();
  }

  /** Sets {@link LaunchPreset#name()}. */
  public LaunchPresetBuilder name(String value) {
    name = value;
    return this;
  }

  /** Sets {@link LaunchPreset#context()}. */
  public LaunchPresetBuilder context(int value) {
    context = value;
    return this;
  }

  /** Sets {@link LaunchPreset#gpuLayers()}. */
  public LaunchPresetBuilder gpuLayers(GpuLayers value) {
    gpuLayers = value;
    return this;
  }

  /** Sets {@link LaunchPreset#cpuExpertLayers()}. */
  public LaunchPresetBuilder cpuExpertLayers(int value) {
    cpuExpertLayers = value;
    return this;
  }

  /** Sets {@link LaunchPreset#cacheK()}. */
  public LaunchPresetBuilder cacheK(CacheType value) {
    cacheK = value;
    return this;
  }

  /** Sets {@link LaunchPreset#cacheV()}. */
  public LaunchPresetBuilder cacheV(CacheType value) {
    cacheV = value;
    return this;
  }

  /** Sets {@link LaunchPreset#kvInRam()}. */
  public LaunchPresetBuilder kvInRam(boolean value) {
    kvInRam = value;
    return this;
  }

  /** Sets {@link LaunchPreset#parallel()}. */
  public LaunchPresetBuilder parallel(int value) {
    parallel = value;
    return this;
  }

  /** Sets {@link LaunchPreset#flashAttention()}. */
  public LaunchPresetBuilder flashAttention(FlashAttention value) {
    flashAttention = value;
    return this;
  }

  /** Sets {@link LaunchPreset#threads()}. */
  public LaunchPresetBuilder threads(int value) {
    threads = value;
    return this;
  }

  /** Sets {@link LaunchPreset#batch()}. */
  public LaunchPresetBuilder batch(int value) {
    batch = value;
    return this;
  }

  /** Sets {@link LaunchPreset#microBatch()}. */
  public LaunchPresetBuilder microBatch(int value) {
    microBatch = value;
    return this;
  }

  /** Sets {@link LaunchPreset#devices()}. */
  public LaunchPresetBuilder devices(List<String> value) {
    devices = value;
    return this;
  }

  /** Sets {@link LaunchPreset#tensorSplit()}. */
  public LaunchPresetBuilder tensorSplit(String value) {
    tensorSplit = value;
    return this;
  }

  /** Sets {@link LaunchPreset#draftModel()}. */
  public LaunchPresetBuilder draftModel(String value) {
    draftModel = value;
    return this;
  }

  /** Sets {@link LaunchPreset#loras()}. */
  public LaunchPresetBuilder loras(List<Lora> value) {
    loras = value;
    return this;
  }

  /** Sets {@link LaunchPreset#withoutProjector()}. */
  public LaunchPresetBuilder withoutProjector(boolean value) {
    withoutProjector = value;
    return this;
  }

  /** Sets {@link LaunchPreset#chatTemplate()}. */
  public LaunchPresetBuilder chatTemplate(String value) {
    chatTemplate = value;
    return this;
  }

  /** Sets {@link LaunchPreset#chatTemplateFile()}. */
  public LaunchPresetBuilder chatTemplateFile(String value) {
    chatTemplateFile = value;
    return this;
  }

  /** Sets {@link LaunchPreset#thinking()}. */
  public LaunchPresetBuilder thinking(Thinking value) {
    thinking = value;
    return this;
  }

  /** Sets {@link LaunchPreset#thinkingFormat()}. */
  public LaunchPresetBuilder thinkingFormat(String value) {
    thinkingFormat = value;
    return this;
  }

  /** Sets {@link LaunchPreset#thinkingBudget()}. */
  public LaunchPresetBuilder thinkingBudget(int value) {
    thinkingBudget = value;
    return this;
  }

  /** Sets {@link LaunchPreset#extraFlags()}. */
  public LaunchPresetBuilder extraFlags(List<String> value) {
    extraFlags = value;
    return this;
  }

  /** Sets {@link LaunchPreset#environment()}. */
  public LaunchPresetBuilder environment(Map<String, String> value) {
    environment = value;
    return this;
  }

  /** The preset with the choices made so far. */
  public LaunchPreset build() {
    return new LaunchPreset(
        name,
        context,
        gpuLayers,
        cpuExpertLayers,
        cacheK,
        cacheV,
        kvInRam,
        parallel,
        flashAttention,
        threads,
        batch,
        microBatch,
        devices,
        tensorSplit,
        draftModel,
        loras,
        withoutProjector,
        chatTemplate,
        chatTemplateFile,
        thinking,
        thinkingFormat,
        thinkingBudget,
        extraFlags,
        environment);
  }
}
