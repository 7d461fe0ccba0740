package dev.hearth.wire.anthropic;

/**
 * What the writer of a reply has to know of its request.
 *
 * @param model the model name to answer with, empty to give the backend's own
 * @param thinking whether the client wants to see thinking
 * @param promptTokens the prompt's tokens as counted or estimated beforehand, 0 when unknown
 */
public record MessagesReplySettings(String model, boolean thinking, long promptTokens) {}
