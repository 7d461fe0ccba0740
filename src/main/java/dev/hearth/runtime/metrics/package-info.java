/** How a running model server is doing. */
@NullMarked
package dev.hearth.runtime.metrics;

import org.jspecify.annotations.NullMarked;
