/** The models on this machine: folders that are watched, what was found in them, and notes kept. */
@NullMarked
package dev.hearth.models.library;

import org.jspecify.annotations.NullMarked;
