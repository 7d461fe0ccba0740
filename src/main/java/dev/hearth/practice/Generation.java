package dev.hearth.practice;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Plays one reply: waits for a slot, pretends to read the prompt, then delivers beat after beat at
 * the server's pace. It runs on the event loop and holds no thread while it waits.
 */
final class Generation {
  /** Beats played before others on the event loop get their turn. */
  private static final int MOST_AT_ONCE = 64;

  /** Tokens of prompt that are read in one go, as llama-server's default batch. */
  private static final int BATCH = 2048;

  private static final int FEWEST_BATCHES = 4;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Iterator<Beat> beats;
  private final Delivery delivery;
  private final Meter meter;
  private final Pace pace;
  private final SlotPool pool;
  private final int limit;
  private final int room;
  private final Tally tally;
  private final Consumer<SlotPool.Slot> taker = this::begin;

  private SlotPool.Slot slot;
  private long timer = -1;
  private long due;
  private boolean over;
  private boolean gapTaken;
  private Beat pending;

  /**
   * What a generation needs.
   *
   * @param limit the most tokens the client wants; -1 without a limit
   * @param room the most tokens the context has left
   */
  record Plan(Iterator<Beat> beats, Delivery delivery, Meter meter, int limit, int room) {}

  Generation(
      Vertx vertx, HttpServerRequest request, Plan plan, Pace pace, SlotPool pool, Tally tally) {
    this.vertx = vertx;
    this.request = request;
    this.beats = plan.beats();
    this.delivery = plan.delivery();
    this.meter = plan.meter();
    this.limit = plan.limit();
    this.room = plan.room();
    this.pace = pace;
    this.pool = pool;
    this.tally = tally;
  }

  void start() {
    HttpServerResponse response = request.response();
    response.closeHandler(gone -> end(true));
    response.exceptionHandler(failure -> end(true));
    tally.generationStarted();
    pool.take(taker);
  }

  private void begin(SlotPool.Slot taken) {
    slot = taken;
    slot.begin(meter.promptTokens(), limit);
    delivery.progress();
    int batches = Math.max(FEWEST_BATCHES, 1 + meter.promptTokens() / BATCH);
    readPrompt(1, batches);
  }

  private void readPrompt(int batch, int batches) {
    long pause = pace.promptDelay().toMillis() / batches;
    if (pause > 0) {
      after(pause, () -> promptRead(batch, batches));
    } else {
      promptRead(batches, batches);
    }
  }

  private void promptRead(int batch, int batches) {
    int processed = (int) ((long) meter.promptTokens() * batch / batches);
    meter.processed(processed);
    slot.processed(processed);
    delivery.progress();
    if (batch < batches) {
      readPrompt(batch + 1, batches);
    } else {
      due = System.nanoTime();
      play();
    }
  }

  private void play() {
    for (int played = 0; played < MOST_AT_ONCE; played++) {
      if (over) {
        return;
      }
      if (request.response().writeQueueFull()) {
        request.response().drainHandler(drained -> play());
        return;
      }
      if (!playNext()) {
        return;
      }
    }
    vertx.runOnContext(turn -> play());
  }

  /** Plays a beat; says whether the next may follow at once. */
  private boolean playNext() {
    Beat beat = pending != null ? pending : beats.next();
    pending = null;
    switch (beat) {
      case Beat.Token token -> {
        return playToken(token);
      }
      case Beat.Gap gap -> {
        return waitFor(pace.slowGap().toMillis());
      }
      case Beat.Stall stall -> {
        return false;
      }
      case Beat.Cut cut -> {
        end(false);
        request.connection().close();
        return false;
      }
      case Beat.Noise noise -> {
        if (!delivery.noise(noise.kind())) {
          end(false);
          return false;
        }
        return true;
      }
      case Beat.Finish finish -> {
        finish(finish.reason());
        return false;
      }
    }
  }

  private boolean playToken(Beat.Token token) {
    if (limit >= 0 && meter.decoded() >= limit || meter.decoded() >= room) {
      finish("length");
      return false;
    }
    if (pace.tokensPerSecond() > 0 && !gapTaken) {
      due += (long) (NANOS_PER_SECOND / pace.tokensPerSecond());
      long wait = (due - System.nanoTime()) / NANOS_PER_MILLI;
      if (wait > 0) {
        pending = token;
        gapTaken = true;
        return waitFor(wait);
      }
    }
    gapTaken = false;
    meter.token();
    slot.decodedOne();
    delivery.token(token);
    return true;
  }

  private boolean waitFor(long millis) {
    if (millis <= 0) {
      return true;
    }
    after(millis, this::play);
    return false;
  }

  private void after(long millis, Runnable next) {
    timer = vertx.setTimer(millis, fired -> next.run());
  }

  private void finish(String reason) {
    delivery.finish(reason);
    end(false);
  }

  private void end(boolean aborted) {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    if (slot == null) {
      pool.giveUp(taker);
    } else {
      pool.release(slot);
    }
    tally.generationEnded(meter, aborted);
  }
}
