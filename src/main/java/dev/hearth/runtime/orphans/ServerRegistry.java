package dev.hearth.runtime.orphans;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that are running, one small file each, so that several Hearths need no lock. A server
 * whose Hearth is gone is a leftover: it can be adopted or ended.
 */
public final class ServerRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ServerRegistry.class);
  private static final String ENDING = ".json";

  private final Path dir;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public ServerRegistry(Path dir) {
    this.dir = dir;
  }

  /** Writes a server down. What cannot be written costs the recognition, not the server. */
  public void add(RunningServer server) {
    try {
      Files.createDirectories(dir);
      Path fresh = dir.resolve(server.server().pid() + ".new");
      json.writeValue(fresh.toFile(), server);
      Files.move(
          fresh, file(server), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("The running server could not be written down in {}: {}", dir, e.toString());
    }
  }

  /** A server has ended. */
  public void remove(RunningServer server) {
    forget(file(server));
  }

  /** Servers that still run although the Hearth that started them is gone. */
  public List<RunningServer> leftovers() {
    List<RunningServer> left = new ArrayList<>();
    for (Path file : files()) {
      try {
        RunningServer server = json.readValue(file.toFile(), RunningServer.class);
        if (server.server().find().isEmpty()) {
          forget(file);
        } else if (server.owner().find().isEmpty()) {
          left.add(server);
        }
      } catch (JacksonException e) {
        LOG.warn("Ignoring the unreadable note {}: {}", file, e.getOriginalMessage());
        forget(file);
      } catch (IOException e) {
        LOG.debug("{} went away while it was read", file);
      }
    }
    return left;
  }

  /** Ends a leftover and all it has started. */
  public void end(RunningServer leftover) throws InterruptedException {
    ProcessHandle handle = leftover.server().find().orElse(null);
    if (handle != null) {
      new ProcessTree(handle).end(ProcessTree.Grace.USUAL);
    }
    remove(leftover);
  }

  private List<Path> files() {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(dir, "*" + ENDING)) {
      found.forEach(files::add);
    } catch (IOException e) {
      LOG.warn("Cannot read {}: {}", dir, e.toString());
    }
    return files;
  }

  private Path file(RunningServer server) {
    return dir.resolve(server.server().pid() + ENDING);
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("Cannot delete {}: {}", file, e.toString());
    }
  }
}
