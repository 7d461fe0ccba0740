package dev.hearth.desk.services;

import dev.hearth.runtime.install.InstallProgress;
import java.util.List;
import java.util.function.Consumer;

/** The llama-servers of this machine, and a way to one more. */
public interface LlamaServers {
  /** Looks for them and asks each for its version, the one to prefer first; takes a while. */
  List<LlamaServer> find() throws InterruptedException;

  /** Installs the official build for this machine; does not block. */
  Trial install(Consumer<InstallProgress> told);
}
