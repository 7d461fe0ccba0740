package dev.hearth.desk.services;

import dev.hearth.traffic.Feed;

/**
 * All the desk stands on.
 *
 * @param feed what happens in the proxy, as it happens
 * @param archive what is kept of it
 * @param proxy the proxy's switch and status
 * @param server the model server's status for the strip
 * @param log what is logged
 */
public record DeskServices(
    Feed feed,
    TrafficArchive archive,
    ProxyControl proxy,
    Live<ServerStatus> server,
    LogSource log) {}
