/** No model server outlives Hearth, and one that did is recognised. */
@NullMarked
package dev.hearth.runtime.orphans;

import org.jspecify.annotations.NullMarked;
