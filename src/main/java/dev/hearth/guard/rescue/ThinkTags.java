package dev.hearth.guard.rescue;

import java.util.List;

/** How models mark their thinking when the backend leaves it in the text. */
final class ThinkTags {
  static final List<String> OPENERS =
      List.of(
          "<think>",
          "<Think>",
          "<THINK>",
          "<thinking>",
          "<thought>",
          "<reasoning>",
          "<seed:think>",
          "<|START_THINKING|>",
          "<|channel>thought",
          "[THINK]",
          "◁think▷");

  static final List<String> CLOSERS =
      List.of(
          "</think>",
          "</Think>",
          "</THINK>",
          "</thinking>",
          "</thought>",
          "</reasoning>",
          "</seed:think>",
          "<|END_THINKING|>",
          "<channel|>",
          "[/THINK]",
          "◁/think▷");

  private ThinkTags() {}
}
