/** The window around the places: rail, strip, palette, keys, log drawer, notices and memory. */
package dev.hearth.desk.shell;
