package dev.hearth.traffic;

/** A header line; values of secret headers are masked before an event is made. */
public record Header(String name, String value) {}
