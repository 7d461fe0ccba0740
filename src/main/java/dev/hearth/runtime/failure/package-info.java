/** A model server's last words, turned into a cause and a remedy. */
@NullMarked
package dev.hearth.runtime.failure;

import org.jspecify.annotations.NullMarked;
