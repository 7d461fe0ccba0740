package dev.hearth.proxy;

import dev.hearth.traffic.EventSink;
import dev.hearth.wire.Protocol;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Takes requests from the event loop and gives each an exchange on a thread of its own. */
final class HttpFront {
  /** How long a client may go on sending a request that was refused. */
  private static final long LINGER_MILLIS = 2000;

  private record Running(Exchange exchange, Outlet outlet) {}

  private final Vertx vertx;
  private final Service service;
  private final Supplier<ProxyConfig> config;
  private final Map<Protocol, Face> faces;
  private final EventFeed events;
  private final ExchangeIds ids;
  private final InstantSource clock;
  private final Connections connections;
  private final Rounds rounds;
  private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

  HttpFront(
      Vertx vertx,
      Connections connections,
      Service service,
      Supplier<ProxyConfig> config,
      Map<Protocol, Face> faces,
      EventFeed events,
      InstantSource clock) {
    this.vertx = vertx;
    this.connections = connections;
    this.service = service;
    this.config = config;
    this.faces = Map.copyOf(faces);
    this.events = events;
    this.ids = new ExchangeIds(clock);
    this.clock = clock;
    this.rounds = new Rounds(alarm(vertx), this::look);
  }

  private static Rounds.Alarm alarm(Vertx vertx) {
    return new Rounds.Alarm() {
      @Override
      public long in(long millis, Runnable round) {
        return vertx.setTimer(millis, id -> round.run());
      }

      @Override
      public void cancel(long alarm) {
        vertx.cancelTimer(alarm);
      }
    };
  }

  void connected(HttpConnection connection) {
    connections.opened(connection);
    begun();
  }

  /** There is something to be looked after. */
  void begun() {
    rounds.begun();
  }

  /** On the event loop: a request's head is there. */
  void handle(HttpServerRequest request) {
    ProxyConfig now = config.get();
    Context loop = vertx.getOrCreateContext();
    Head head = Head.of(request);
    Optional<Route> route = Route.of(head.path());
    boolean told = route.isEmpty() || route.get().allowed().startsWith("POST");
    Exchange exchange =
        new Exchange(
            ids.next(),
            head,
            Callers.of(head),
            told ? events : EventSink.NOWHERE,
            clock.instant(),
            System.nanoTime());
    IncomingBody body = new IncomingBody(request, loop, now.limits(), head);
    ClientReply reply =
        new ClientReply(
            request.response(), loop, exchange.cancellation(), now.limits().clientStall());
    Face face = faces.get(route.map(r -> dialect(r, head)).orElseGet(head::dialect));
    Doorman doorman = new Doorman(now);
    boolean shared = request.version() == HttpVersion.HTTP_2;
    Outlet outlet =
        new Outlet(
            exchange,
            reply,
            face,
            doorman.crossOriginHeaders(head),
            now.pace(),
            () -> !shared && !body.ended());
    connections.busy(request.connection());
    running.put(exchange.id(), new Running(exchange, outlet));
    begun();
    ExchangeRun run =
        new ExchangeRun(service, events, now, doorman, exchange, face, outlet, route, body);
    Thread thread =
        Thread.ofVirtual()
            .name("hearth-" + exchange.id())
            .unstarted(
                () -> {
                  try {
                    run.run();
                  } finally {
                    // Whoever closes the loops waits until nothing runs that may need them.
                    loop.runOnContext(v -> leave(request, body, reply));
                    running.remove(exchange.id());
                  }
                });
    // By its next turn the loop has read the body of a small request, so nobody has to wait for it.
    loop.runOnContext(v -> thread.start());
  }

  private static Protocol dialect(Route route, Head head) {
    return switch (route) {
      case MESSAGES, COUNT_TOKENS -> Protocol.ANTHROPIC;
      case CHAT -> Protocol.OPENAI;
      case RESPONSES, STORED_RESPONSE -> Protocol.RESPONSES;
      default -> head.dialect();
    };
  }

  /** What is left of the request is read for a while, so that the client gets to see the reply. */
  private void leave(HttpServerRequest request, IncomingBody body, ClientReply reply) {
    connections.free(request.connection());
    if (!body.ended()) {
      body.discard();
      vertx.setTimer(
          LINGER_MILLIS,
          timer -> {
            if (!body.ended()) {
              if (request.version() == HttpVersion.HTTP_2) {
                request.response().reset();
              } else {
                request.connection().close();
              }
            }
          });
    } else if (reply.lastOnItsConnection()) {
      request.connection().close();
    }
  }

  /** Signs of life, and connections nobody needs. */
  private long look(long now) {
    running.values().forEach(r -> r.outlet().tick(now));
    long rest = connections.tick(now, config.get().limits());
    return running.isEmpty() ? rest : 0;
  }

  boolean cancel(String exchange, String by) {
    Running found = running.get(exchange);
    if (found == null) {
      return false;
    }
    found.exchange().cancellation().cancel(by);
    return true;
  }

  void cancelAll(String by) {
    running.values().forEach(r -> r.exchange().cancellation().cancel(by));
  }

  Collection<InFlight> inFlight() {
    return running.values().stream().map(r -> r.exchange().inFlight()).toList();
  }

  int connections() {
    return connections.count();
  }
}
