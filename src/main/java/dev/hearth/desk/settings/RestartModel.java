package dev.hearth.desk.settings;

import dev.hearth.desk.services.ProxyControl;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Watch;
import dev.hearth.settings.ProxySettings;
import dev.hearth.settings.Settings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** Which changes the running proxy cannot take up: it listens where it was told to at its start. */
final class RestartModel implements AutoCloseable {
  private final ProxyControl proxy;
  private final ObservableValue<Settings> settings;
  private final ReadOnlyObjectWrapper<Set<String>> waiting = new ReadOnlyObjectWrapper<>(Set.of());
  private final Watch watch;
  private final javafx.util.Subscription following;
  private ProxyStatus status = ProxyStatus.STOPPED;
  private ProxySettings started;
  private boolean restarting;

  RestartModel(ProxyControl proxy, ObservableValue<Settings> settings, Executor fx) {
    this.proxy = proxy;
    this.settings = settings;
    this.started = settings.getValue().proxy();
    this.watch = proxy.status().watch(s -> fx.execute(() -> heard(s)));
    this.following = settings.subscribe(s -> refresh());
  }

  /** The paths of the fields that wait. */
  ReadOnlyObjectProperty<Set<String>> waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** How many requests a restart would interrupt. */
  int inFlight() {
    return status.inFlight();
  }

  /** Stops the proxy, and starts it again once it has stopped. */
  void restart() {
    restarting = true;
    proxy.stop();
  }

  @Override
  public void close() {
    watch.close();
    following.unsubscribe();
  }

  private void heard(ProxyStatus next) {
    boolean began = running(next) && !running(status);
    status = next;
    if (began) {
      started = settings.getValue().proxy();
    }
    if (restarting && !running(next)) {
      restarting = false;
      proxy.start();
    }
    refresh();
  }

  private void refresh() {
    Set<String> next = new LinkedHashSet<>();
    if (running(status)) {
      ProxySettings now = settings.getValue().proxy();
      if (now.port() != started.port()) {
        next.add("proxy.port");
      }
      if (!now.host().equals(started.host())) {
        next.add("proxy.host");
      }
    }
    waiting.set(Set.copyOf(next));
  }

  private static boolean running(ProxyStatus status) {
    return status.state() == ProxyStatus.State.LISTENING
        || status.state() == ProxyStatus.State.STARTING;
  }
}
