package dev.hearth.practice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A fixed number of places for replies; who finds none waits in line. Used on one thread. */
final class SlotPool {
  private final List<Slot> slots;
  private final Deque<Consumer<Slot>> waiting = new ArrayDeque<>();
  private int tasks;

  SlotPool(int size) {
    slots = IntStream.range(0, size).mapToObj(Slot::new).toList();
  }

  List<Slot> slots() {
    return slots;
  }

  int busy() {
    return (int) slots.stream().filter(Slot::busy).count();
  }

  int waiting() {
    return waiting.size();
  }

  /** Hands over a slot, now or later. */
  void take(Consumer<Slot> taker) {
    Optional<Slot> free = slots.stream().filter(slot -> !slot.busy()).findFirst();
    if (free.isPresent()) {
      hand(free.get(), taker);
    } else {
      waiting.add(taker);
    }
  }

  /** Leaves the line; nothing happens where the taker has its slot already. */
  void giveUp(Consumer<Slot> taker) {
    waiting.remove(taker);
  }

  void release(Slot slot) {
    slot.busy = false;
    Consumer<Slot> next = waiting.poll();
    if (next != null) {
      hand(slot, next);
    }
  }

  private void hand(Slot slot, Consumer<Slot> taker) {
    slot.busy = true;
    slot.task = ++tasks;
    slot.promptTokens = 0;
    slot.promptProcessed = 0;
    slot.decoded = 0;
    slot.limit = -1;
    taker.accept(slot);
  }

  /** One place, and what goes on in it. */
  static final class Slot {
    private final int id;
    private boolean busy;
    private int task;
    private int promptTokens;
    private int promptProcessed;
    private int decoded;
    private int limit;

    private Slot(int id) {
      this.id = id;
    }

    void begin(int tokens, int mostDecoded) {
      promptTokens = tokens;
      limit = mostDecoded;
    }

    void processed(int tokens) {
      promptProcessed = tokens;
    }

    void decodedOne() {
      decoded++;
    }

    int id() {
      return id;
    }

    boolean busy() {
      return busy;
    }

    int task() {
      return task;
    }

    int promptTokens() {
      return promptTokens;
    }

    int promptProcessed() {
      return promptProcessed;
    }

    int decoded() {
      return decoded;
    }

    int limit() {
      return limit;
    }
  }
}
