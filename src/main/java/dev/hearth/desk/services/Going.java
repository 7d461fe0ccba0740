package dev.hearth.desk.services;

/** Hears how far a long piece of work is, and may call it off. */
@FunctionalInterface
public interface Going {
  /** So much is done of a total that is 0 when unknown; false calls the rest off. */
  boolean on(long done, long total);
}
