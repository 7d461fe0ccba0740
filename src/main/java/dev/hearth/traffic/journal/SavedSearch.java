package dev.hearth.traffic.journal;

/** A filter the user keeps under a name. */
public record SavedSearch(String name, String filter) {}
