/** Anthropic Messages: translation to and from chat completions, replies, errors. */
package dev.hearth.wire.anthropic;
