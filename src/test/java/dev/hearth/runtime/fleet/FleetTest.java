package dev.hearth.runtime.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.runtime.Bench;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several models over real llama-server processes. */
@Timeout(180)
class FleetTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path dir;
  private Bench bench;
  private Fleet fleet;

  private final List<FleetModel> models =
      new ArrayList<>(
          List.of(
              new FleetModel("a", List.of("first"), 100),
              new FleetModel("b", List.of("*"), 100),
              new FleetModel("c", List.of(), 100),
              new FleetModel("broken", List.of(), 1)));

  @BeforeEach
  void open() throws Exception {
    RealLlama.require();
    bench = new Bench(dir);
    java.nio.file.Files.writeString(dir.resolve("broken.gguf"), "not a model at all");
  }

  @AfterEach
  void close() {
    if (fleet != null) {
      fleet.close();
    }
    if (bench != null) {
      bench.close();
    }
  }

  private Fleet fleet(FleetOptions options) {
    fleet =
        new Fleet(
            () -> models,
            model -> bench.supervisor(bench.plan(bench.model(model.name()))),
            options,
            InstantSource.system());
    return fleet;
  }

  @Test
  void theNameInTheRequestChoosesAndTheServerIsKept() throws Exception {
    fleet(FleetOptions.ONE);
    try (Lease lease = fleet.acquire("first", PATIENCE)) {
      assertThat(lease.model()).isEqualTo("a");
      assertThat(bench.chat(lease.endpoint())).contains(Bench.ANSWER).contains("\"model\":\"a\"");
    }
    long pid = pid("a");
    try (Lease again = fleet.acquire("a", PATIENCE)) {
      assertThat(pid("a")).isEqualTo(pid);
      assertThat(fleet.status().servers().getFirst().requests()).isEqualTo(1);
      assertThat(again.revoked()).isFalse();
    }
    try (Lease other = fleet.acquire("whatever", PATIENCE)) {
      assertThat(other.model()).isEqualTo("b");
      assertThat(names()).containsExactly("b");
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aSwapWaitsForWhatIsUnderWay() throws Exception {
    fleet(FleetOptions.ONE);
    Lease busy = fleet.acquire("a", PATIENCE);
    Call call = bench.http().newCall(Bench.chatRequest(busy.endpoint(), "[[long]]", 3000, true));
    try (Response response = call.execute()) {
      BufferedSource stream = response.body().source();
      assertThat(stream.readUtf8Line()).startsWith("data:");
      CompletableFuture<Lease> other = fleet.request("b");
      await().until(() -> state("a") instanceof ServerState.Draining);
      CompletableFuture<Lease> late = fleet.request("a");
      String last = "";
      for (String line = stream.readUtf8Line(); line != null; line = stream.readUtf8Line()) {
        last = line.isEmpty() ? last : line;
      }
      assertThat(last).as("the answer was not cut").isEqualTo("data: [DONE]");
      assertThat(other).isNotDone();
      busy.close();
      try (Lease lease = other.get(60, TimeUnit.SECONDS)) {
        assertThat(bench.chat(lease.endpoint())).contains(Bench.ANSWER);
        assertThat(late).as("who came later waits behind").isNotDone();
      }
      late.get(60, TimeUnit.SECONDS).close();
    }
  }

  @Test
  void twoModelsTakeTurnsUnderLoadAndEveryRequestIsAnswered() throws Exception {
    fleet(FleetOptions.ONE);
    Set<Integer> ports = Collections.synchronizedSet(new HashSet<>());
    AtomicInteger swaps = new AtomicInteger();
    List<String> loaded = Collections.synchronizedList(new ArrayList<>());
    fleet.onChange(
        status ->
            status.servers().stream()
                .filter(it -> it.state().serving())
                .map(FleetStatus.Server::model)
                .filter(model -> loaded.isEmpty() || !loaded.getLast().equals(model))
                .findFirst()
                .ifPresent(
                    model -> {
                      loaded.add(model);
                      swaps.incrementAndGet();
                    }));
    List<Future<String>> answers = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 60; i++) {
        String model = i % 3 == 0 ? "b" : "a";
        answers.add(
            clients.submit(
                () -> {
                  try (Lease lease = fleet.acquire(model, PATIENCE)) {
                    ports.add(lease.endpoint().base().getPort());
                    return lease.model() + model + " " + bench.chat(lease.endpoint());
                  }
                }));
      }
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).matches("(?s)(aa|bb) 200 .*" + Bench.ANSWER + ".*");
    }
    assertThat(swaps.get()).isGreaterThanOrEqualTo(2);
    assertThat(fleet.status().waiting()).isEmpty();
    await().until(() -> fleet.status().servers().stream().allMatch(it -> it.requests() == 0));
  }

  @Test
  void asManyAsFitStayAndTheLeastRecentlyUsedGoes() throws Exception {
    fleet(FleetOptions.ONE.withServers(5).withMemory(200));
    fleet.load("a").join();
    fleet.load("b").join();
    fleet.load("a").join();
    assertThat(names()).containsExactlyInAnyOrder("a", "b");
    fleet.load("c").join();
    assertThat(names()).as("b was used least recently").containsExactlyInAnyOrder("a", "c");
    fleet.pin("a", true);
    fleet.load("b").join();
    assertThat(names()).as("a is pinned").containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void withoutRoomOrSwappingTheRequestIsToldWhy() throws Exception {
    fleet(FleetOptions.ONE.withoutSwap());
    fleet.load("a").join();
    assertThatThrownBy(() -> fleet.acquire("b", PATIENCE))
        .isInstanceOf(FleetException.NoRoom.class)
        .hasMessageContaining("switched off");
    fleet.options(FleetOptions.ONE);
    fleet.pin("a", true);
    assertThatThrownBy(() -> fleet.acquire("b", PATIENCE))
        .isInstanceOf(FleetException.NoRoom.class)
        .hasMessageContaining("pinned");
    models.removeIf(model -> model.name().equals("b"));
    assertThatThrownBy(() -> fleet.acquire("nobody", PATIENCE))
        .isInstanceOf(FleetException.UnknownModel.class)
        .hasMessageContaining("Known: a, broken, c");
  }

  @Test
  void aModelThatCannotBeLoadedFailsItsRequestsAndNobodyElses() throws Exception {
    fleet(FleetOptions.ONE);
    fleet.load("a").join();
    CompletableFuture<Lease> one = fleet.request("broken");
    CompletableFuture<Lease> two = fleet.request("broken");
    for (CompletableFuture<Lease> answer : List.of(one, two)) {
      assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              ServerFailedException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_A_MODEL));
    }
    assertThat(fleet.status().failures().get("broken").kind()).isEqualTo(FailureKind.NOT_A_MODEL);
    fleet.acquire("a", PATIENCE).close();
    assertThat(names()).containsExactly("a");
    assertThat(fleet.status().failures()).as("until it is started again").containsKey("broken");
    fleet.unload("broken").join();
    assertThat(fleet.status().failures()).as("or put aside").isEmpty();
  }

  @Test
  void aStartShowsAtOnceAndAServerThatCannotBeMadeSaysWhy() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    fleet =
        new Fleet(
            () -> List.of(new FleetModel("slow", List.of(), 0)),
            model -> {
              gate.await();
              throw new IOException("no llama-server here");
            },
            FleetOptions.ONE,
            InstantSource.system());
    CompletableFuture<Void> load = fleet.load("slow");
    await().until(() -> state("slow") instanceof ServerState.Starting);
    CompletableFuture<Void> unload = fleet.unload("slow");
    gate.countDown();
    assertThatThrownBy(load::join).hasRootCauseInstanceOf(ServerFailedException.class);
    unload.join();
    assertThat(fleet.status().servers()).isEmpty();
    assertThat(fleet.status().failures().get("slow").cause()).isEqualTo("no llama-server here");
  }

  @Test
  void aWaiterMayLeaveAndAnImpatientOneIsTold() throws Exception {
    fleet(FleetOptions.ONE);
    Lease busy = fleet.acquire("a", PATIENCE);
    CompletableFuture<Lease> leaving = fleet.request("b");
    await().until(() -> fleet.status().waiting().containsKey("b"));
    leaving.cancel(false);
    await().until(() -> fleet.status().waiting().isEmpty());
    assertThatThrownBy(() -> fleet.acquire("c", Duration.ofMillis(50)))
        .isInstanceOf(FleetException.WaitedTooLong.class);
    await().until(() -> fleet.status().waiting().isEmpty());
    busy.close();
    fleet.acquire("b", PATIENCE).close();
    assertThat(names()).containsExactly("b");
  }

  @Test
  void anUnusedModelIsUnloadedUnlessItIsPinned() throws Exception {
    fleet(FleetOptions.ONE.withServers(2).withIdle(Duration.ofSeconds(1)));
    Set<String> countdowns = Collections.synchronizedSet(new HashSet<>());
    fleet.onChange(
        status ->
            status.servers().stream()
                .filter(it -> it.unloadsAt().isPresent())
                .forEach(it -> countdowns.add(it.model())));
    fleet.pin("b", true);
    fleet.load("b").join();
    try (Lease busy = fleet.acquire("a", PATIENCE)) {
      long pid = pid(busy.model());
      busy.close();
      await().until(() -> names().equals(List.of("b")));
      await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
    assertThat(countdowns).as("who will be unloaded is shown before").containsExactly("a");
  }

  @Test
  void aStuckRequestIsCutWhenPatienceEnds() throws Exception {
    fleet(FleetOptions.ONE.withDrain(Duration.ofMillis(300)));
    Lease stuck = fleet.acquire("a", PATIENCE);
    CompletableFuture<Void> cut = new CompletableFuture<>();
    stuck.onRevoked(() -> cut.complete(null));
    fleet.acquire("b", PATIENCE).close();
    cut.get(10, TimeUnit.SECONDS);
    assertThat(stuck.revoked()).isTrue();
    stuck.close();
  }

  @Test
  void aCrashIsSurvivedByTheRequestsThatWait() throws Exception {
    fleet(FleetOptions.ONE);
    fleet.acquire("a", PATIENCE).close();
    long pid = pid("a");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await().until(() -> !(state("a") instanceof ServerState.Ready it) || it.pid() != pid);
    try (Lease lease = fleet.acquire("a", PATIENCE)) {
      assertThat(bench.chat(lease.endpoint())).contains(Bench.ANSWER);
    }
  }

  @Test
  void unloadingAndClosingLeaveNothing() throws Exception {
    fleet(FleetOptions.ONE.withServers(2));
    fleet.load("a").join();
    fleet.load("b").join();
    long a = pid("a");
    long b = pid("b");
    fleet.unload("a").get(30, TimeUnit.SECONDS);
    assertThat(ProcessHandle.of(a).filter(ProcessHandle::isAlive)).isEmpty();
    fleet.close();
    assertThat(ProcessHandle.of(b).filter(ProcessHandle::isAlive)).isEmpty();
    assertThatThrownBy(() -> fleet.acquire("a", PATIENCE))
        .isInstanceOf(FleetException.Stopped.class);
  }

  private List<String> names() {
    return fleet.status().servers().stream().map(FleetStatus.Server::model).toList();
  }

  private ServerState state(String model) {
    return fleet.status().servers().stream()
        .filter(it -> it.model().equals(model))
        .map(FleetStatus.Server::state)
        .findFirst()
        .orElse(new ServerState.Stopped());
  }

  private long pid(String model) {
    await().until(() -> state(model) instanceof ServerState.Ready);
    return ((ServerState.Ready) state(model)).pid();
  }
}
