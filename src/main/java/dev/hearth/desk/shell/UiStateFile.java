package dev.hearth.desk.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the window's memory in a JSON file. A file that cannot be read costs the remembered sizes,
 * never the start.
 */
public final class UiStateFile implements UiState {
  private static final Logger LOG = LoggerFactory.getLogger(UiStateFile.class);

  private final Path file;
  private final Map<String, String> values;
  private boolean changed;

  /** Reads what is there. */
  public UiStateFile(Path file) {
    this.file = file;
    this.values = read(file);
  }

  @Override
  public synchronized Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public synchronized void put(String name, String value) {
    changed |= !value.equals(values.put(name, value));
  }

  /** Writes what changed, whole or not at all. */
  public synchronized void save() {
    if (!changed) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), values);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      changed = false;
    } catch (IOException e) {
      LOG.warn("the window's state could not be saved to {}: {}", file, e.toString());
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      if (Files.exists(file)) {
        return Json.MAPPER.readValue(
            file.toFile(), new TypeReference<TreeMap<String, String>>() {});
      }
    } catch (IOException e) {
      LOG.warn("the window's state in {} is unreadable and starts anew: {}", file, e.toString());
    }
    return new TreeMap<>();
  }
}
