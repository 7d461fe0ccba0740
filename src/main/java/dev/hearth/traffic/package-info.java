/** What happened, as immutable events that the desk, the journal and the log all read. */
package dev.hearth.traffic;
