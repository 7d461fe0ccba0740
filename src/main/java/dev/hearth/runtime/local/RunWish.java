package dev.hearth.runtime.local;

import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.plan.Budget;

/**
 * How the one model that a command is about is started, whatever is chosen for it. It answers to
 * every name that no other model has.
 *
 * @param model its alias
 */
public record RunWish(String model, LaunchPreset preset, Budget budget) {}
