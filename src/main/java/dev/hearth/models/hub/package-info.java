/** Finds and downloads models from Hugging Face or a mirror of it. */
@NullMarked
package dev.hearth.models.hub;

import org.jspecify.annotations.NullMarked;
