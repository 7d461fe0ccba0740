/** How a model is to be started: the choices a person keeps for it. */
@NullMarked
package dev.hearth.models.preset;

import org.jspecify.annotations.NullMarked;
