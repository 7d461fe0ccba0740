/** Several models, loaded and unloaded as requests ask for them. */
@NullMarked
package dev.hearth.runtime.fleet;

import org.jspecify.annotations.NullMarked;
