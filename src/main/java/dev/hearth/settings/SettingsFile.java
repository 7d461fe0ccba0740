package dev.hearth.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The document on disk. A file nobody can read is set aside, never overwritten. */
final class SettingsFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path file;

  SettingsFile(Path file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param settings the document, or the defaults
   * @param warning what the user should know about the reading
   */
  record Reading(Settings settings, Optional<String> warning) {}

  Reading read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new Reading(Settings.DEFAULT, Optional.empty());
    }
    try {
      return new Reading(parse(bytes), Optional.empty());
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
      Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return new Reading(
          Settings.DEFAULT,
          Optional.of(
              "The settings could not be read, so the defaults are used. The old file is kept as "
                  + aside
                  + "."));
    }
  }

  private static Settings parse(byte[] bytes) throws IOException {
    JsonNode found = MAPPER.readTree(bytes);
    if (!(found instanceof ObjectNode document)) {
      throw new IllegalArgumentException("not an object");
    }
    // A document written by an older Hearth lacks newer fields; the defaults fill them.
    ObjectNode whole = MAPPER.valueToTree(Settings.DEFAULT);
    lay(document, whole);
    whole.put("version", Settings.CURRENT_VERSION);
    return MAPPER.treeToValue(whole, Settings.class);
  }

  private static void lay(ObjectNode over, ObjectNode base) {
    for (var field : over.properties()) {
      if (field.getValue() instanceof ObjectNode inner
          && base.get(field.getKey()) instanceof ObjectNode below) {
        lay(inner, below);
      } else if (!field.getValue().isNull()) {
        base.set(field.getKey(), field.getValue());
      }
    }
  }

  void write(Settings settings) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "settings", ".new");
    try {
      Files.write(fresh, MAPPER.writeValueAsBytes(settings));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
