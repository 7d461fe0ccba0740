package dev.hearth.proxy;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param body the largest request body in bytes
 * @param headTime how long a connection may take to send a request's head
 * @param bodyStall how long a request's body may pause
 * @param bodyTime how long a request's body may take altogether
 * @param idle how long a connection may stay open between requests
 * @param clientStall how long a client may take no data while there is some for it
 * @param queue how many requests may wait for their turn
 */
public record Limits(
    long body,
    Duration headTime,
    Duration bodyStall,
    Duration bodyTime,
    Duration idle,
    Duration clientStall,
    int queue) {
  /** Long conversations with pictures are some megabytes; queues longer than this never end. */
  public static final Limits DEFAULT =
      new Limits(
          64L * 1024 * 1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofMinutes(5),
          Duration.ofSeconds(90),
          Duration.ofMinutes(2),
          64);

  public Limits withBody(long value) {
    return new Limits(value, headTime, bodyStall, bodyTime, idle, clientStall, queue);
  }

  public Limits withHeadTime(Duration value) {
    return new Limits(body, value, bodyStall, bodyTime, idle, clientStall, queue);
  }

  public Limits withBodyStall(Duration value) {
    return new Limits(body, headTime, value, bodyTime, idle, clientStall, queue);
  }

  public Limits withBodyTime(Duration value) {
    return new Limits(body, headTime, bodyStall, value, idle, clientStall, queue);
  }

  public Limits withIdle(Duration value) {
    return new Limits(body, headTime, bodyStall, bodyTime, value, clientStall, queue);
  }

  public Limits withClientStall(Duration value) {
    return new Limits(body, headTime, bodyStall, bodyTime, idle, value, queue);
  }

  public Limits withQueue(int value) {
    return new Limits(body, headTime, bodyStall, bodyTime, idle, clientStall, value);
  }
}
