/** Whether a model fits this machine, with the figures. */
@NullMarked
package dev.hearth.models.fit;

import org.jspecify.annotations.NullMarked;
