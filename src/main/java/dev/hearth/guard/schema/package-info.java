/** Checking a call's arguments against the client's own schema, and mending what is harmless. */
package dev.hearth.guard.schema;
