package dev.hearth.desk.services;

import java.util.function.Consumer;

/** Sends recorded requests again. */
public interface ReplayService {
  /** Begins and does not block; each step is told on another thread. */
  Trial replay(ReplayOrder order, Consumer<ReplayStep> told);
}
