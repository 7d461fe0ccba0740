/**
 * The shapes on the wire and the neutral pieces both protocols meet in; no input or output here.
 */
package dev.hearth.wire;
