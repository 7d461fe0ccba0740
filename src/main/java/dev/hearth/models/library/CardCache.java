package dev.hearth.models.library;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.GgufException;
import dev.hearth.models.gguf.GgufReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards by path, length and time, so that a file's header is read once and not at every start. */
final class CardCache {
  private static final Logger LOG = LoggerFactory.getLogger(CardCache.class);

  /** Goes up whenever the reader learns something new, so that old cards are read afresh. */
  private static final int VERSION = 1;

  private static final String UNREADABLE = "UNREADABLE";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path store;
  private final Map<Path, CardEntry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean changed;

  record Stored(int version, Map<String, CardEntry> cards) {}

  CardCache(Path store) {
    this.store = store;
    load();
  }

  /** The card of a file as it is now. */
  CardEntry card(FoundFile file) {
    CardEntry known = entries.get(file.path());
    if (known != null && known.matches(file)) {
      return known;
    }
    CardEntry fresh = read(file);
    if (fresh.fault().equals(UNREADABLE)) {
      // Rights and cables change without the file changing, so this is asked again each time.
      entries.remove(file.path());
    } else {
      entries.put(file.path(), fresh);
      changed = true;
    }
    return fresh;
  }

  /** How many headers were read since the start. */
  int reads() {
    return reads.get();
  }

  /** Forgets what lies in a folder but was not found there any more. */
  void keepOnly(Path root, Set<Path> found) {
    changed |= entries.keySet().removeIf(path -> path.startsWith(root) && !found.contains(path));
  }

  /** Writes what changed since the last time. */
  synchronized void save() {
    if (!changed) {
      return;
    }
    changed = false;
    Map<String, CardEntry> cards = new TreeMap<>();
    entries.forEach((path, entry) -> cards.put(path.toString(), entry));
    try {
      StoredFile.replace(store, JSON.writeValueAsBytes(new Stored(VERSION, cards)));
    } catch (IOException e) {
      LOG.warn("Cannot keep what was read of the models in {}: {}", store, e.toString());
    }
  }

  private CardEntry read(FoundFile file) {
    reads.incrementAndGet();
    try {
      GgufCard card = GgufReader.read(file.path());
      return new CardEntry(file.size(), file.modifiedMillis(), card, "", "");
    } catch (GgufException e) {
      return fault(file, e.fault().name(), e.getMessage());
    } catch (IOException e) {
      return fault(file, UNREADABLE, "The file cannot be read: " + e.getMessage() + ".");
    }
  }

  private static CardEntry fault(FoundFile file, String fault, String message) {
    return new CardEntry(file.size(), file.modifiedMillis(), GgufCard.UNKNOWN, fault, message);
  }

  private void load() {
    if (!Files.exists(store)) {
      return;
    }
    try {
      Stored stored = JSON.readValue(Files.readAllBytes(store), Stored.class);
      if (stored.version() == VERSION && stored.cards() != null) {
        stored.cards().forEach((path, entry) -> entries.put(Path.of(path), entry));
      }
    } catch (JacksonException | IllegalArgumentException e) {
      LOG.info("The kept model cards in {} are damaged; they are read afresh.", store);
    } catch (IOException e) {
      LOG.warn("Cannot read the kept model cards in {}: {}", store, e.toString());
    }
  }
}
