package dev.hearth.desk.services;

/** A running subscription; closing it twice does no harm. */
@FunctionalInterface
public interface Watch extends AutoCloseable {
  @Override
  void close();
}
