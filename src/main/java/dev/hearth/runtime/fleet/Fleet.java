package dev.hearth.runtime.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Several models behind one door: the model a request names is loaded if need be, and requests wait
 * for that rather than fail. What is under way is finished before a model makes room for another.
 */
public final class Fleet implements AutoCloseable {
  private final Conductor conductor;

  /**
   * A fleet with nothing loaded.
   *
   * @param models the models there are at the moment
   */
  public Fleet(
      Supplier<List<FleetModel>> models,
      ServerFactory factory,
      FleetOptions options,
      InstantSource clock) {
    this.conductor = new Conductor(models, factory, options, clock);
  }

  /**
   * A lease on the model of that name, once it is loaded. Cancelling the answer gives up the place
   * in the queue. Fails with {@link FleetException} or {@link
   * dev.hearth.runtime.failure.ServerFailedException}.
   */
  public CompletableFuture<Lease> request(String model) {
    CompletableFuture<Lease> answer = new CompletableFuture<>();
    conductor.request(model, answer);
    return answer;
  }

  /** Waits for a lease on the model of that name. */
  public Lease acquire(String model, Duration patience) throws InterruptedException {
    CompletableFuture<Lease> answer = request(model);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      giveUp(answer);
      throw new FleetException.WaitedTooLong(
          "The model '"
              + model
              + "' was not ready within "
              + patience.toSeconds()
              + " s. Try again in a while, or allow more time.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      giveUp(answer);
      throw e;
    }
  }

  /** The lease may come at this very moment; then it is given back. */
  private static void giveUp(CompletableFuture<Lease> answer) {
    if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
      answer.join().close();
    }
  }

  /** Loads a model before anybody asks for it; the answer comes when it is ready. */
  public CompletableFuture<Void> load(String model) {
    return request(model).thenAccept(Lease::close);
  }

  /** Unloads a model after what is under way; the answer comes when it is gone. */
  public CompletableFuture<Void> unload(String model) {
    return conductor.unload(model);
  }

  /** Keeps a model loaded whatever else is asked for, or no longer. */
  public void pin(String model, boolean pinned) {
    conductor.pin(model, pinned);
  }

  /** Takes other limits from now on. */
  public void options(FleetOptions options) {
    conductor.options(options);
  }

  /** What is loaded and who waits. */
  public FleetStatus status() {
    return conductor.board().status();
  }

  /** Calls the listener after every change, on the fleet's own thread; the answer ends that. */
  public Runnable onChange(Consumer<FleetStatus> listener) {
    return conductor.board().listen(listener);
  }

  /** Stops all servers and waits until they are gone. */
  @Override
  public void close() {
    conductor.close();
  }
}
