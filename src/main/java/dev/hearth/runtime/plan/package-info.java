/** From a model and a preset to a command line. */
@NullMarked
package dev.hearth.runtime.plan;

import org.jspecify.annotations.NullMarked;
