/** Changing parts of a JSON text while every other byte stays as it was. */
package dev.hearth.wire.splice;
