package dev.hearth.desk.tour;

import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.services.LlamaServers;
import dev.hearth.desk.services.Trial;
import dev.hearth.runtime.install.InstallProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** llama-servers as the test wants them. */
public final class FakeLlama implements LlamaServers {
  public final List<LlamaServer> there = new CopyOnWriteArrayList<>();
  public volatile Consumer<InstallProgress> told;
  public volatile CompletableFuture<Void> done = new CompletableFuture<>();
  public volatile boolean cancelled;

  /** One that works, and one that does not. */
  public static FakeLlama usual() {
    FakeLlama fake = new FakeLlama();
    fake.there.add(
        new LlamaServer(Path.of("/usr/bin/llama-server"), "system package", "version 6641", ""));
    fake.there.add(
        new LlamaServer(
            Path.of("/home/ada/llama.cpp/build/bin/llama-server"),
            "your own build",
            "",
            "libcuda.so.1 is missing"));
    return fake;
  }

  @Override
  public List<LlamaServer> find() {
    return List.copyOf(there);
  }

  @Override
  public Trial install(Consumer<InstallProgress> listener) {
    told = listener;
    done = new CompletableFuture<>();
    CompletableFuture<Void> mine = done;
    return new Trial() {
      @Override
      public CompletableFuture<Void> done() {
        return mine;
      }

      @Override
      public void cancel() {
        cancelled = true;
        mine.complete(null);
      }
    };
  }
}
