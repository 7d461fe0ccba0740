package dev.hearth.runtime.log;

/** How loud a line of a model server's output is. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARNING,
  ERROR
}
