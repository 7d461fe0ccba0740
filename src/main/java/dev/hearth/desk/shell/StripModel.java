package dev.hearth.desk.shell;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Answers the three questions asked most: is it up, does it fit, what is the URL. */
final class StripModel implements AutoCloseable {
  private final ReadOnlyObjectWrapper<ServerStatus> server =
      new ReadOnlyObjectWrapper<>(ServerStatus.NONE);
  private final ReadOnlyObjectWrapper<ProxyStatus> proxy =
      new ReadOnlyObjectWrapper<>(ProxyStatus.STOPPED);
  private final List<Watch> watches = new ArrayList<>();

  StripModel(Live<ServerStatus> servers, Live<ProxyStatus> proxies, Executor fx) {
    watches.add(servers.watch(s -> fx.execute(() -> server.set(s))));
    watches.add(proxies.watch(p -> fx.execute(() -> proxy.set(p))));
  }

  ReadOnlyObjectProperty<ServerStatus> serverProperty() {
    return server.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<ProxyStatus> proxyProperty() {
    return proxy.getReadOnlyProperty();
  }

  /** The state in one or two words; never told by colour alone. */
  String stateText() {
    ServerStatus s = server.get();
    return switch (s.phase()) {
      case NONE -> proxy.get().practice() ? "Practice" : "No model";
      case LOADING -> s.progress() >= 0 ? "Loading " + Amounts.percent(s.progress()) : "Loading";
      case READY -> "Ready";
      case SLEEPING -> "Sleeping";
      case DRAINING -> "Finishing";
      case FAILED -> "Failed";
    };
  }

  /** The model, or what to know instead. */
  String modelText() {
    ServerStatus s = server.get();
    if (!s.model().isEmpty()) {
      return s.model();
    }
    if (proxy.get().practice()) {
      return "scripted replies, not a real model";
    }
    return s.detail();
  }

  /** Speed, empty while idle. */
  String speedText() {
    double speed = server.get().tokensPerSecond();
    return speed > 0 ? Amounts.speed(speed) + " tok/s" : "";
  }

  /** Memory used of what there is, empty when neither is known. */
  String memoryText() {
    ServerStatus s = server.get();
    return s.memoryTotal() <= 0
        ? ""
        : Amounts.bytes(s.memoryUsed()) + " of " + Amounts.bytes(s.memoryTotal());
  }

  /** Share of the memory in use, 0..1. */
  double memoryShare() {
    ServerStatus s = server.get();
    return s.memoryTotal() <= 0 ? 0 : Math.min(1, (double) s.memoryUsed() / s.memoryTotal());
  }

  /** The URL, or why there is none. */
  String urlText() {
    ProxyStatus p = proxy.get();
    return switch (p.state()) {
      case LISTENING -> p.url();
      case STARTING -> "Proxy starting…";
      case STOPPED -> "Proxy stopped";
      case FAILED -> p.problem().isEmpty() ? "Proxy failed" : p.problem();
    };
  }

  boolean listening() {
    return proxy.get().state() == ProxyStatus.State.LISTENING;
  }

  /** How many requests run, in words; empty when none. */
  String flightText() {
    int n = proxy.get().inFlight();
    return n == 0 ? "" : n + " in flight";
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
