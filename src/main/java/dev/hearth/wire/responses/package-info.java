/** OpenAI Responses: translation to chat completions, replies as items and events. */
package dev.hearth.wire.responses;
