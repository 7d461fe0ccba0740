package dev.hearth.desk.services;

import java.time.Instant;

/**
 * A program that has sent a request.
 *
 * @param client its id in the catalogue of clients, empty when it is not in there
 * @param name what it calls itself
 * @param last when it last did
 */
public record ClientSighting(String client, String name, Instant last) {}
