package dev.hearth.traffic.journal;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Records as fast as it can until it is killed, saying what is certainly on disk. */
final class WriterProgram {
  private WriterProgram() {}

  public static void main(String[] args) {
    endWithParent();
    String round = args[1];
    boolean flushing = !args[2].equals("free");
    Feed feed = new Feed();
    Journal journal = Journal.open(Path.of(args[0]), JournalSettings.DEFAULT, Clock.systemUTC());
    journal.record(feed);
    say("ready " + journal.state().kind() + " " + journal.state().message());
    for (int i = 0; !args[2].equals("train") || i < 50; i++) {
      String id = round + "-" + i;
      for (Event event : Script.retried(id)) {
        feed.publish(event);
      }
      if (flushing) {
        journal.flush();
      } else {
        java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
      }
      say("done " + id + " " + System.currentTimeMillis());
      // One that stays in flight beside each that ends.
      feed.publish(Script.of(id + "-live").received(0).events().getFirst());
    }
    journal.close();
  }

  /** The input ends when the test does, however it ends. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever said.
                }
              } catch (IOException e) {
                // As good as the end.
              }
              Runtime.getRuntime().halt(1);
            },
            "end-with-parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
