package dev.hearth.desk.models;

/** The heading of a family with how many of it are shown. */
record FamilyRow(String name, int count) implements ListItem {}
