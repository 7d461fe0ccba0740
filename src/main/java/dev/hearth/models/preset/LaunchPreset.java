package dev.hearth.models.preset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * How a model is to be started. Every number 0, every empty text and every empty list means "as the
 * model or llama-server has it", so that a preset holds only what the person chose.
 *
 * @param name what the person calls it
 * @param context tokens of context in all slots together ({@code -c})
 * @param gpuLayers layers on the GPU ({@code -ngl})
 * @param cpuExpertLayers layers whose experts stay in RAM ({@code -ncmoe})
 * @param cacheK number format of the key cache ({@code -ctk})
 * @param cacheV number format of the value cache ({@code -ctv})
 * @param kvInRam keep the KV cache in RAM although layers are on the GPU ({@code --no-kv-offload})
 * @param parallel slots ({@code -np})
 * @param flashAttention {@code -fa}
 * @param threads threads for generation ({@code -t})
 * @param batch logical batch ({@code -b})
 * @param microBatch physical batch ({@code -ub})
 * @param devices GPUs to use, by llama-server's names ({@code -dev})
 * @param tensorSplit shares of the GPUs ({@code -ts})
 * @param draftModel a small model that guesses ahead ({@code -md}): path, id or alias
 * @param loras adapters ({@code --lora})
 * @param withoutProjector leave a vision or audio projector unloaded although there is one
 * @param chatTemplate a built-in template's name or a Jinja text ({@code --chat-template})
 * @param chatTemplateFile a Jinja file ({@code --chat-template-file}); goes before the text
 * @param thinking {@code --reasoning}
 * @param thinkingFormat {@code --reasoning-format}
 * @param thinkingBudget tokens of thinking ({@code --reasoning-budget}); negative for no limit
 * @param extraFlags further arguments, as they are
 * @param environment further environment variables of the process
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LaunchPreset(
    String name,
    int context,
    GpuLayers gpuLayers,
    int cpuExpertLayers,
    CacheType cacheK,
    CacheType cacheV,
    boolean kvInRam,
    int parallel,
    FlashAttention flashAttention,
    int threads,
    int batch,
    int microBatch,
    List<String> devices,
    String tensorSplit,
    String draftModel,
    List<Lora> loras,
    boolean withoutProjector,
    String chatTemplate,
    String chatTemplateFile,
    Thinking thinking,
    String thinkingFormat,
    Integer thinkingBudget,
    List<String> extraFlags,
    Map<String, String> environment) {

  /** The name of the preset a model has before anybody made one. */
  public static final String DEFAULT_NAME = "default";

  /** The thinking budget of a preset that does not limit thinking. */
  public static final int NO_THINKING_LIMIT = -1;

  /** Fills what stored data may lack, and refuses what no server could take. */
  public LaunchPreset {
    name = name == null || name.isBlank() ? DEFAULT_NAME : name.strip();
    gpuLayers = gpuLayers == null ? GpuLayers.AUTO : gpuLayers;
    cacheK = cacheK == null ? CacheType.F16 : cacheK;
    cacheV = cacheV == null ? CacheType.F16 : cacheV;
    flashAttention = flashAttention == null ? FlashAttention.AUTO : flashAttention;
    devices = devices == null ? List.of() : List.copyOf(devices);
    tensorSplit = text(tensorSplit);
    draftModel = text(draftModel);
    loras = loras == null ? List.of() : List.copyOf(loras);
    chatTemplate = text(chatTemplate);
    chatTemplateFile = text(chatTemplateFile);
    thinking = thinking == null ? Thinking.AUTO : thinking;
    thinkingFormat = text(thinkingFormat);
    thinkingBudget = thinkingBudget == null ? NO_THINKING_LIMIT : thinkingBudget;
    extraFlags = extraFlags == null ? List.of() : List.copyOf(extraFlags);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    refuseNegative("context", context);
    refuseNegative("parallel", parallel);
    refuseNegative("threads", threads);
    refuseNegative("batch", batch);
    refuseNegative("microBatch", microBatch);
    refuseNegative("cpuExpertLayers", cpuExpertLayers);
  }

  /** A preset that leaves everything to the model and llama-server. */
  public static LaunchPreset defaults() {
    return named(DEFAULT_NAME).build();
  }

  /** Starts a preset with everything left as it is. */
  public static LaunchPresetBuilder named(String name) {
    return new LaunchPresetBuilder(name);
  }

  /** Starts a changed copy of this preset. */
  public LaunchPresetBuilder with() {
    return new LaunchPresetBuilder(this);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static void refuseNegative(String what, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("preset: " + what + " cannot be negative");
    }
  }
}
