package dev.hearth.desk.models;

import org.kordamp.ikonli.Ikon;

/** One click that mends a failure. */
record Remedy(String id, String text, Ikon icon, Runnable deed) {}
