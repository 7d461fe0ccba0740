/** Running one model server: start, watch, restart, stop. */
@NullMarked
package dev.hearth.runtime.server;

import org.jspecify.annotations.NullMarked;
