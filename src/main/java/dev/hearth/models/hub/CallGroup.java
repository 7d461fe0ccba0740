package dev.hearth.models.hub;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import okhttp3.Call;

/** Calls that end together when a download is paused. */
final class CallGroup {
  /** Weak, as whoever is at work holds its call and a finished one must not be kept. */
  private final Set<Call> calls = Collections.newSetFromMap(new WeakHashMap<>());

  private boolean cancelled;

  synchronized Call register(Call call) {
    calls.add(call);
    if (cancelled) {
      call.cancel();
    }
    return call;
  }

  void cancel() {
    List<Call> ending;
    synchronized (this) {
      cancelled = true;
      ending = List.copyOf(calls);
    }
    ending.forEach(Call::cancel);
  }
}
