/** Finding model server programs and asking what they can do. */
@NullMarked
package dev.hearth.runtime.binary;

import org.jspecify.annotations.NullMarked;
