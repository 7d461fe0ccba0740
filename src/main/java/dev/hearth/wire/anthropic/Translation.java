package dev.hearth.wire.anthropic;

import dev.hearth.wire.ReasoningReplay;

/**
 * How a Messages request becomes a chat request.
 *
 * @param replay what of earlier thinking the backend gets to see
 * @param thinkingSwitch whether the backend knows {@code chat_template_kwargs}, through which
 *     thinking can be turned on and off
 */
public record Translation(ReasoningReplay replay, boolean thinkingSwitch) {}
