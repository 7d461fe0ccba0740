package dev.hearth.models.library;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders a person chose and what they noted about their models, kept in one file that all
 * Hearths on this machine share: each reads it again before it changes anything.
 */
final class LibraryStore {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryStore.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Turn turn;
  private Optional<Stamp> read = Optional.empty();
  private long revision;
  private final Map<String, NotedModel> notes = new TreeMap<>();
  private final List<KeptRoot> roots = new ArrayList<>();

  /** A folder as it is kept. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeptRoot(String path, String label, boolean enabled, boolean added) {}

  /** Notes with a mark of the model's content, to know it again after it was moved. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record NotedModel(String fingerprint, ModelNotes notes) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Stored(int version, List<KeptRoot> roots, Map<String, NotedModel> models) {}

  /** What tells one writing of the file from the next. */
  private record Stamp(FileTime time, long size, String key) {}

  LibraryStore(Path file) {
    this.file = file;
    this.turn = new Turn(file);
    refresh();
  }

  /** Reads what another Hearth has written since; a higher number than before if there was any. */
  synchronized long refresh() {
    Optional<Stamp> now = stamp();
    if (now.isPresent() && !now.equals(read)) {
      read = now;
      load();
      revision++;
    }
    return revision;
  }

  private Optional<Stamp> stamp() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model notes in " + file, e);
    }
  }

  private synchronized void change(Runnable edit) {
    turn.take(
        () -> {
          refresh();
          edit.run();
        });
  }

  synchronized List<KeptRoot> roots() {
    return List.copyOf(roots);
  }

  /** Keeps a folder, in place of what was kept of it. */
  void keep(KeptRoot kept) {
    change(
        () -> {
          int known = roots.stream().map(KeptRoot::path).toList().indexOf(kept.path());
          if (known < 0) {
            roots.add(kept);
          } else {
            roots.set(known, kept);
          }
          save();
        });
  }

  /** Forgets a folder. */
  void forgetRoot(String path) {
    change(
        () -> {
          roots.removeIf(kept -> kept.path().equals(path));
          save();
        });
  }

  /** The notes on a model; those of a file that is gone serve a new one with the same content. */
  synchronized ModelNotes notes(Path path, String fingerprint) {
    NotedModel own = notes.get(path.toString());
    if (own != null) {
      return own.notes();
    }
    return movedFrom(fingerprint).map(old -> notes.get(old).notes()).orElse(ModelNotes.NONE);
  }

  /** Changes the notes on a model and keeps them. */
  void change(Path path, String fingerprint, UnaryOperator<ModelNotes> edit) {
    change(
        () -> {
          ModelNotes changed = edit.apply(notes(path, fingerprint));
          movedFrom(fingerprint).ifPresent(notes::remove);
          notes.put(path.toString(), new NotedModel(fingerprint, changed));
          save();
        });
  }

  /** Forgets a model that the person deleted. */
  void forget(Path path) {
    change(
        () -> {
          if (notes.remove(path.toString()) != null) {
            save();
          }
        });
  }

  private Optional<String> movedFrom(String fingerprint) {
    if (fingerprint.isEmpty()) {
      return Optional.empty();
    }
    return notes.entrySet().stream()
        .filter(entry -> entry.getValue().fingerprint().equals(fingerprint))
        .map(Map.Entry::getKey)
        .filter(path -> Files.notExists(Path.of(path)))
        .findFirst();
  }

  private void load() {
    try {
      Stored stored = JSON.readValue(Files.readAllBytes(file), Stored.class);
      roots.clear();
      notes.clear();
      if (stored.roots() != null) {
        roots.addAll(stored.roots());
      }
      if (stored.models() != null) {
        notes.putAll(stored.models());
      }
    } catch (JacksonException e) {
      putAside();
    } catch (NoSuchFileException e) {
      LOG.debug("{} went away; what is known of it is kept", file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model notes in " + file, e);
    }
  }

  /** Notes are a person's work: a damaged file is kept beside the new one. */
  private void putAside() {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    LOG.warn("The model notes in {} are damaged; they are put aside as {}.", file, aside);
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot put aside the damaged model notes in " + file, e);
    }
  }

  private void save() {
    try {
      byte[] json =
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Stored(1, roots, notes));
      StoredFile.replace(file, json);
      read = stamp();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the model notes in " + file, e);
    }
  }
}
