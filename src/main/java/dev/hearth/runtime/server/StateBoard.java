package dev.hearth.runtime.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of one server and those who follow it; each sees every change, in order. */
final class StateBoard {
  private static final Logger LOG = LoggerFactory.getLogger(StateBoard.class);

  private final List<Consumer<ServerState>> listeners = new CopyOnWriteArrayList<>();
  private volatile ServerState state = new ServerState.Stopped();

  ServerState state() {
    return state;
  }

  Runnable listen(Consumer<ServerState> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void set(ServerState next) {
    update(before -> next);
  }

  synchronized void update(UnaryOperator<ServerState> change) {
    ServerState next = change.apply(state);
    if (next.equals(state)) {
      return;
    }
    state = next;
    for (Consumer<ServerState> listener : listeners) {
      try {
        listener.accept(next);
      } catch (RuntimeException e) {
        LOG.warn("A listener failed on {}", next.words(), e);
      }
    }
  }
}
