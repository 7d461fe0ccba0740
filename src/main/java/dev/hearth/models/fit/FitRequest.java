package dev.hearth.models.fit;

import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.preset.LaunchPreset;

/**
 * The question whether a model fits.
 *
 * @param card the model, with the tensors of all its parts
 * @param projectorBytes its vision or audio projector; 0 for none
 * @param draftBytes a draft model's weights; 0 for none
 * @param preset how it is to be started
 * @param machine what there is
 */
public record FitRequest(
    GgufCard card,
    long projectorBytes,
    long draftBytes,
    LaunchPreset preset,
    MachineMemory machine) {}
