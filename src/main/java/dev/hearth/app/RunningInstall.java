package dev.hearth.app;

import dev.hearth.desk.services.Trial;
import dev.hearth.runtime.install.InstallProgress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One install of llama-server, on a thread of its own that everybody who asked for it follows. */
final class RunningInstall implements Trial {
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final List<Consumer<InstallProgress>> followers = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean cancelled;

  RunningInstall(ProgramInstall install) {
    thread = Thread.ofVirtual().name("llama-install").unstarted(() -> run(install));
  }

  void begin() {
    thread.start();
  }

  /** Tells one more how it goes. */
  void tell(Consumer<InstallProgress> follower) {
    followers.add(follower);
  }

  @Override
  public CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void cancel() {
    cancelled = true;
    // The list of releases may be waited for, which no flag ends.
    thread.interrupt();
  }

  private void run(ProgramInstall install) {
    try {
      install.run(
          progress -> followers.forEach(follower -> follower.accept(progress)), () -> cancelled);
      done.complete(null);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (cancelled) {
        done.complete(null);
      } else {
        done.completeExceptionally(e);
      }
    }
  }
}
