/** Server-sent events: an incremental parser over bytes and a writer. */
package dev.hearth.wire.sse;
