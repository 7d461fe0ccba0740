package dev.hearth.testing;

import dev.hearth.practice.RequestLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every request a practice server received. */
public final class RecordedRequests implements RequestLog {
  private final List<RequestLog.Request> requests = new CopyOnWriteArrayList<>();

  @Override
  public void received(RequestLog.Request request) {
    requests.add(request);
  }

  public List<RequestLog.Request> all() {
    return List.copyOf(requests);
  }

  /** Those whose path, without the query, is this one. */
  public List<RequestLog.Request> to(String path) {
    return requests.stream().filter(r -> r.target().split("\\?")[0].equals(path)).toList();
  }

  public RequestLog.Request last() {
    return requests.getLast();
  }

  public void clear() {
    requests.clear();
  }
}
