package dev.hearth.desk.tour;

import dev.hearth.desk.services.LoginStart;
import java.io.IOException;
import java.nio.file.Path;

/** A login start that can be made to fail. */
public final class FakeLogin implements LoginStart {
  public volatile boolean on;
  public volatile String failure = "";

  @Override
  public boolean enabled() {
    return on;
  }

  @Override
  public void enable(boolean wanted) throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    on = wanted;
  }

  @Override
  public Path file() {
    return Path.of("/home/ada/.config/autostart/hearth.desktop");
  }
}
