/** Says from a chat template whether and how a model calls tools, and whether it thinks. */
@NullMarked
package dev.hearth.models.ability;

import org.jspecify.annotations.NullMarked;
