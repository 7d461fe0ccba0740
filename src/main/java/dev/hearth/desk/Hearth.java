package dev.hearth.desk;

import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.stage.Stage;

/**
 * What the desktop knows the program by: task bars group windows by this class's full name. JavaFX
 * tells the system a name only for programs it has launched itself, all others are "java".
 */
public final class Hearth extends Application {
  /** JavaFX makes the one instance itself, at most once, and takes nothing along to it. */
  private static final CompletableFuture<Void> KNOWN = new CompletableFuture<>();

  /** Returns when the name is in force; JavaFX must be running. */
  static void introduce() {
    Thread.ofPlatform().daemon().name("desk-name").start(Hearth::launched);
    KNOWN.join();
  }

  private static void launched() {
    try {
      launch(Hearth.class);
    } finally {
      // Nobody waits for ever for a name that could not be given.
      KNOWN.complete(null);
    }
  }

  /** The window comes when the services behind it are there; this one is never shown. */
  @Override
  public void start(Stage unused) {
    KNOWN.complete(null);
  }
}
