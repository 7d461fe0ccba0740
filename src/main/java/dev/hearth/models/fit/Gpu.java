package dev.hearth.models.fit;

/**
 * A device llama-server can put layers on.
 *
 * @param id llama-server's name for it, such as {@code CUDA0}
 * @param name the maker's name
 * @param totalBytes its memory
 * @param freeBytes what of it is free now
 * @param shared true where its memory is the machine's RAM (Apple, integrated graphics)
 */
public record Gpu(String id, String name, long totalBytes, long freeBytes, boolean shared) {}
