/** Exchanges as JSON, the form of JSONL files and of the journal's records. */
package dev.hearth.traffic.codec;
