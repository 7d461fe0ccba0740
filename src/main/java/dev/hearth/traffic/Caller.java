package dev.hearth.traffic;

/**
 * Who sent a request.
 *
 * @param client the recognised program ("Claude Code", "opencode", …) or the first word of its user
 *     agent
 * @param userAgent as sent, empty when not
 * @param address remote address without port
 * @param session an id the client gives its conversation, empty when it gives none
 */
public record Caller(String client, String userAgent, String address, String session) {}
