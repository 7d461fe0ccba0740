package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ReplayOrder;
import dev.hearth.desk.services.ReplayService;
import dev.hearth.desk.services.ReplayStep;
import dev.hearth.desk.services.Trial;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.settings.SecretStore;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.insight.FinishedExchanges;
import dev.hearth.traffic.replay.HttpReplaySender;
import dev.hearth.traffic.replay.ReplayRequest;
import dev.hearth.traffic.replay.ReplaySender;
import dev.hearth.traffic.replay.Replayer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Replays through the running proxy, or through one of their own in front of another server. */
final class DeskReplays implements ReplayService, AutoCloseable {
  /** Events of a finished reply are with subscribers within a fraction of this. */
  private static final long SEEN_WITHIN_SECONDS = 10;

  private static final int WAITING_EVENTS = 20_000;

  private final Feed feed;
  private final Live<ProxyStatus> proxy;
  private final SecretStore secrets;
  private final Supplier<ProxyConfig> rules;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  /**
   * @param rules how the user's proxy behaves; replays to other servers are treated alike
   */
  DeskReplays(
      Feed feed, Live<ProxyStatus> proxy, SecretStore secrets, Supplier<ProxyConfig> rules) {
    this.feed = feed;
    this.proxy = proxy;
    this.secrets = secrets;
    this.rules = rules;
  }

  @Override
  public Trial replay(ReplayOrder order, Consumer<ReplayStep> told) {
    var done = new CompletableFuture<Void>();
    Thread thread =
        Thread.ofVirtual()
            .name("replay")
            .unstarted(
                () -> {
                  try {
                    run(order, told);
                    done.complete(null);
                  } catch (IOException | RuntimeException e) {
                    done.completeExceptionally(e);
                  } finally {
                    running.remove(Thread.currentThread());
                  }
                });
    running.add(thread);
    thread.start();
    return new Running(done, thread);
  }

  private record Running(CompletableFuture<Void> done, Thread thread) implements Trial {
    @Override
    public void cancel() {
      thread.interrupt();
    }
  }

  private void run(ReplayOrder order, Consumer<ReplayStep> told) throws IOException {
    Map<String, CompletableFuture<Exchange>> seen = new ConcurrentHashMap<>();
    var finished =
        new FinishedExchanges(
            e -> {
              if (e.summary().replayOf().equals(order.source().id())) {
                slot(seen, e.id()).complete(e);
              }
            });
    try (Subscription watching = feed.subscribe("replay", WAITING_EVENTS, finished::accept)) {
      if (order.server().isPresent()) {
        try (ReplayProxy other =
            new ReplayProxy(rules.get(), order.server().get(), order.key(), feed)) {
          send(order, told, seen, other);
        }
      } else {
        try (HttpReplaySender sender = new HttpReplaySender(proxyUrl(), proxyKey())) {
          send(order, told, seen, sender);
        }
      }
    }
  }

  private static void send(
      ReplayOrder order,
      Consumer<ReplayStep> told,
      Map<String, CompletableFuture<Exchange>> seen,
      ReplaySender sender) {
    ReplaySender telling =
        request -> {
          String id = sent(sender, request, told);
          told.accept(outcome(seen, id));
          return id;
        };
    new Replayer(telling).replay(order.source(), order.edits(), order.times(), id -> {});
  }

  private static String sent(ReplaySender sender, ReplayRequest request, Consumer<ReplayStep> told)
      throws IOException, InterruptedException {
    try {
      return sender.send(request);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      told.accept(new ReplayStep.Failed(reason(e)));
      throw e;
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "The connection broke." : e.getMessage();
  }

  private static ReplayStep outcome(Map<String, CompletableFuture<Exchange>> seen, String id)
      throws InterruptedException {
    try {
      return new ReplayStep.Became(slot(seen, id).get(SEEN_WITHIN_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return new ReplayStep.Failed("The run " + id + " ended, but was not seen in the traffic.");
    }
  }

  private static CompletableFuture<Exchange> slot(
      Map<String, CompletableFuture<Exchange>> seen, String id) {
    return seen.computeIfAbsent(id, i -> new CompletableFuture<>());
  }

  private URI proxyUrl() throws IOException {
    String url = proxy.now().url();
    if (proxy.now().state() != ProxyStatus.State.LISTENING || url.isEmpty()) {
      throw new IOException("The proxy is not running. Start it, or name another server.");
    }
    return URI.create(url).resolve("/");
  }

  private String proxyKey() {
    return proxy.now().keyed() ? secrets.get(SecretStore.Name.PROXY_KEY).orElse("") : "";
  }

  @Override
  public void close() {
    running.forEach(Thread::interrupt);
  }
}
