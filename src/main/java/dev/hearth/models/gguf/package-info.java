/** Reads the header of GGUF files: what a model is, and whether its file is whole. */
@NullMarked
package dev.hearth.models.gguf;

import org.jspecify.annotations.NullMarked;
