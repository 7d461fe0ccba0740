/** The HTTP face: server, routes, limits, credentials, and the exchange from request to reply. */
package dev.hearth.proxy;
