package dev.hearth.models.library;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.GgufException;

/**
 * What reading a file's header gave, kept as long as the file stays as it was.
 *
 * @param size the file's length then
 * @param modifiedMillis its time then
 * @param card its card; that of an unknown file where there was a fault
 * @param fault what was wrong: a {@link GgufException.Fault}'s name; empty for nothing
 * @param message the fault in a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CardEntry(long size, long modifiedMillis, GgufCard card, String fault, String message) {
  boolean matches(FoundFile file) {
    return size == file.size() && modifiedMillis == file.modifiedMillis();
  }

  boolean readable() {
    return fault.isEmpty();
  }

  boolean foreign() {
    return fault.equals(GgufException.Fault.NOT_GGUF.name());
  }
}
