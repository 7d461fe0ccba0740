/** OpenAI chat completions: reading requests without losing a byte, reading and writing replies. */
package dev.hearth.wire.openai;
