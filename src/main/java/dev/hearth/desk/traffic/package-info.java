/** The Traffic place: what passes through the proxy, live, and everything about each request. */
package dev.hearth.desk.traffic;
