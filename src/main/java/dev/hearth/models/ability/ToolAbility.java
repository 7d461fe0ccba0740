package dev.hearth.models.ability;

/**
 * What a chat template says about tools and thinking.
 *
 * @param capability how to offer tools
 * @param format how the model writes a call
 * @param thinking whether it thinks
 * @param parallelCalls whether the template can show several calls in one turn
 * @param why what in the template led to this, in a sentence
 */
public record ToolAbility(
    Capability capability,
    ToolFormat format,
    ThinkingStyle thinking,
    boolean parallelCalls,
    String why) {
  /** Reads the ability from a chat template; an empty text is a model without one. */
  public static ToolAbility of(String chatTemplate) {
    return TemplateReading.read(chatTemplate);
  }

  /** True where the model has a tool format of its own. */
  public boolean nativeTools() {
    return capability == Capability.NATIVE;
  }

  /** True where the model thinks before it answers. */
  public boolean thinks() {
    return thinking != ThinkingStyle.NONE;
  }
}
