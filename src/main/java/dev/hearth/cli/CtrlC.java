package dev.hearth.cli;

import java.util.concurrent.CompletableFuture;

/**
 * A person's wish to end a command that goes on until then. The program does not end before this is
 * closed, so that everything opened after it is put away.
 */
final class CtrlC implements AutoCloseable {
  private final CompletableFuture<Void> pressed = new CompletableFuture<>();
  private final CompletableFuture<Void> tidied = new CompletableFuture<>();
  private final Thread hook =
      new Thread(
          () -> {
            pressed.complete(null);
            tidied.join();
          },
          "hearth-stop");

  CtrlC() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits for it. */
  void await() {
    pressed.join();
  }

  /** Waits for the answer or for Ctrl-C, whichever is first; true for the answer. */
  boolean before(CompletableFuture<?> answer) {
    CompletableFuture.anyOf(answer, pressed).join();
    return answer.isDone();
  }

  @Override
  public void close() {
    tidied.complete(null);
    if (!pressed.isDone()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
