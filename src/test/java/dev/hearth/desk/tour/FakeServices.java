package dev.hearth.desk.tour;

import dev.hearth.desk.services.ComposedRequest;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.LogSource;
import dev.hearth.desk.services.ProxyControl;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Sending;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.desk.services.Watch;
import dev.hearth.traffic.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Services under the test's thumb. */
public final class FakeServices {
  public final LiveValue<ServerStatus> server = new LiveValue<>(ServerStatus.NONE);
  public final LiveValue<ProxyStatus> proxy = new LiveValue<>(ProxyStatus.STOPPED);
  public final Feed feed = new Feed();
  public final List<String> cancelled = new CopyOnWriteArrayList<>();
  public final List<ComposedRequest> sent = new CopyOnWriteArrayList<>();
  public final Log log = new Log();

  /** A ready model and a listening proxy. */
  public static FakeServices ready() {
    FakeServices services = new FakeServices();
    long gib = 1L << 30;
    services.server.set(
        new ServerStatus(
            ServerStatus.Phase.READY,
            "Qwen3-Coder-30B-A3B-Instruct Q4_K_M",
            "",
            -1,
            41.3,
            (long) (14.2 * gib),
            24 * gib));
    services.proxy.set(
        new ProxyStatus(
            ProxyStatus.State.LISTENING, "http://127.0.0.1:8081/v1", 2, false, false, ""));
    return services;
  }

  public DeskServices all() {
    return new DeskServices(feed, TrafficArchive.NONE, new Proxy(), server, log);
  }

  private final class Proxy implements ProxyControl {
    @Override
    public LiveValue<ProxyStatus> status() {
      return proxy;
    }

    @Override
    public void start() {
      proxy.set(
          new ProxyStatus(
              ProxyStatus.State.LISTENING, "http://127.0.0.1:8081/v1", 0, false, false, ""));
    }

    @Override
    public void startOn(int port) {
      proxy.set(
          new ProxyStatus(
              ProxyStatus.State.LISTENING,
              "http://127.0.0.1:" + port + "/v1",
              0,
              false,
              false,
              ""));
    }

    @Override
    public void stop() {
      proxy.set(ProxyStatus.STOPPED);
    }

    @Override
    public boolean cancel(String exchange) {
      return cancelled.add(exchange);
    }

    @Override
    public Sending send(ComposedRequest request) {
      sent.add(request);
      CompletableFuture<Integer> done = new CompletableFuture<>();
      return new Sending() {
        @Override
        public CompletableFuture<Integer> done() {
          return done;
        }

        @Override
        public void cancel() {
          done.cancel(false);
        }
      };
    }
  }

  /** A log to write to. */
  public static final class Log implements LogSource {
    private final List<LogLine> lines = new ArrayList<>();
    private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();

    public void add(LogLine line) {
      lines.add(line);
      listeners.forEach(l -> l.accept(line));
    }

    @Override
    public List<LogLine> recent() {
      return List.copyOf(lines);
    }

    @Override
    public Watch watch(Consumer<LogLine> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }
  }
}
