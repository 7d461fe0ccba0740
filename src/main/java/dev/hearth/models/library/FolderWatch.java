package dev.hearth.models.library;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when something changes in a set of folders, as far as the system can. */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** File systems whose changes from other machines raise no events here. */
  private static final Set<String> REMOTE =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afpfs",
          "9p",
          "webdav",
          "davfs",
          "fuse.sshfs",
          "fuse.rclone",
          "ncpfs");

  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Runnable changed;
  private final WatchService service;
  private final Thread listener;
  private boolean failed;

  FolderWatch(String name, Runnable changed) throws IOException {
    this.changed = changed;
    this.service = FileSystems.getDefault().newWatchService();
    this.listener = Thread.ofVirtual().name(name).start(this::listen);
  }

  /** Begins to watch a folder; call before listing it, so that nothing slips through between. */
  synchronized void watch(Path folder) {
    WatchKey known = keys.get(folder);
    if (failed || known != null && known.isValid()) {
      return;
    }
    try {
      keys.put(
          folder,
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY));
    } catch (java.nio.file.NoSuchFileException | java.nio.file.NotDirectoryException e) {
      LOG.debug("{} went away before it could be watched", folder);
    } catch (IOException | RuntimeException e) {
      failed = true;
      LOG.info(
          "{} cannot be watched ({}); it is looked through now and then.", folder, e.toString());
    }
  }

  /** Ends watching folders that are gone. */
  synchronized void keepOnly(List<Path> folders) {
    Set<Path> wanted = new HashSet<>(folders);
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.contains(entry.getKey());
              if (gone) {
                entry.getValue().cancel();
              }
              return gone;
            });
  }

  /** True where every change can be relied on to be noticed. */
  synchronized boolean reliable() {
    return !failed && !keys.isEmpty();
  }

  /** True for a folder on another machine. */
  static boolean remote(Path folder) {
    try {
      String type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
      return REMOTE.contains(type) || folder.toString().startsWith("\\\\");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      service.close();
      listener.join();
    } catch (IOException e) {
      LOG.debug("closing a watch", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      while (true) {
        WatchKey key = service.take();
        key.pollEvents();
        key.reset();
        changed.run();
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      LOG.trace("watch ended");
    }
  }
}
