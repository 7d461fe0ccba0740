package dev.hearth.desk.services;

/**
 * All the desk stands on.
 *
 * @param proxy the proxy's switch and status
 * @param server the model server's status for the strip
 * @param log what is logged
 */
public record DeskServices(ProxyControl proxy, Live<ServerStatus> server, LogSource log) {}
