package dev.hearth.desk.traffic;

import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.Feed;
import java.time.Instant;
import java.util.stream.Stream;

/** The Traffic place after an hour of work, for tours of the whole window. */
public final class StagedTraffic {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** How many requests there are. */
  public static final int REQUESTS = 16;

  /** The one that was retried. */
  public static final String RETRIED = "01D-retried";

  public Place place(Shell shell) {
    return new TrafficPlace(shell);
  }

  public void publish(Feed feed) {
    Stream.Builder<Scenes> all = Stream.builder();
    for (int i = 0; i < 6; i++) {
      Instant time = NOON.plusSeconds(i * 60L);
      all.add(Scenes.passed("01A" + i + "-passed", time));
      all.add(Scenes.rescued("01A" + i + "-rescued", time.plusSeconds(9)));
    }
    all.add(Scenes.gaveUp("01B-gave-up", NOON.plusSeconds(400)));
    all.add(Scenes.broken("01C-broken", NOON.plusSeconds(420)));
    all.add(Scenes.retried(RETRIED, NOON.plusSeconds(440)));
    all.add(Scenes.streaming("01E-live", NOON.plusSeconds(460)));
    all.build().forEach(scene -> scene.events().forEach(feed::publish));
  }
}
