package dev.hearth.models.preset;

/**
 * A LoRA adapter to load with a model.
 *
 * @param path the adapter's file
 * @param scale its strength; 1 for as trained
 */
public record Lora(String path, double scale) {}
