/** Writes the sample model: a tiny GGUF with hand-built weights whose answers are known. */
package dev.hearth.practice.gguf;
