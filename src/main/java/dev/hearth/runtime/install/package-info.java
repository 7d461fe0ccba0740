/** Fetching llama.cpp's official builds. */
@NullMarked
package dev.hearth.runtime.install;

import org.jspecify.annotations.NullMarked;
