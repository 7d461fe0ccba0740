package dev.hearth.traffic.exchange;

/** Something worth telling that changed nothing. */
public record Note(long nanos, String topic, String message) {}
