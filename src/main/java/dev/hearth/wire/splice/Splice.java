package dev.hearth.wire.splice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Changes to a JSON text, collected and then applied in one copy; all other bytes stay. */
public final class Splice {
  private record Edit(int start, int end, byte[] replacement) {}

  private final byte[] original;
  private final JsonLayout layout;
  private final List<Edit> edits = new ArrayList<>();

  /**
   * @param original a text that has been parsed successfully
   */
  public Splice(byte[] original) {
    this.original = original;
    this.layout = new JsonLayout(original);
  }

  /** Where the parts of the original lie. */
  public JsonLayout layout() {
    return layout;
  }

  /** Puts other bytes in place of a stretch. */
  public Splice replace(Span span, byte[] replacement) {
    edits.add(new Edit(span.start(), span.end(), replacement));
    return this;
  }

  /** Adds values at the end of the array. */
  public Splice append(Span array, List<byte[]> values) {
    if (values.isEmpty()) {
      return this;
    }
    List<Span> elements = layout.elements(array);
    boolean empty = elements.isEmpty();
    int at = empty ? array.start() + 1 : elements.getLast().end();
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    for (byte[] value : values) {
      if (!empty || added.size() > 0) {
        added.write(',');
      }
      added.writeBytes(value);
    }
    return replace(new Span(at, at), added.toByteArray());
  }

  /**
   * Sets and removes members of an object at once. A repeated name is set or removed at each place,
   * so that no reader sees the old value; a new name goes to the end.
   */
  public Splice members(Span object, Map<String, byte[]> set, Predicate<String> remove) {
    List<Member> members = layout.members(object);
    List<Member> kept = members.stream().filter(m -> !remove.test(m.name())).toList();
    for (Member member : kept) {
      byte[] value = set.get(member.name());
      if (value != null) {
        replace(member.value(), value);
      }
    }
    removeAllBut(members, kept);
    Set<String> present = kept.stream().map(Member::name).collect(Collectors.toSet());
    int at = kept.isEmpty() ? object.start() + 1 : kept.getLast().end();
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    set.forEach(
        (name, value) -> {
          if (!present.contains(name)) {
            if (!kept.isEmpty() || added.size() > 0) {
              added.write(',');
            }
            added.write('"');
            added.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
            added.write('"');
            added.write(':');
            added.writeBytes(value);
          }
        });
    if (added.size() > 0) {
      replace(new Span(at, at), added.toByteArray());
    }
    return this;
  }

  private void removeAllBut(List<Member> members, List<Member> kept) {
    if (kept.size() == members.size()) {
      return;
    }
    int lastKept = kept.isEmpty() ? -1 : members.indexOf(kept.getLast());
    for (int i = 0; i < lastKept; i++) {
      if (!kept.contains(members.get(i))) {
        replace(new Span(members.get(i).start(), members.get(i + 1).start()), new byte[0]);
      }
    }
    if (lastKept < members.size() - 1) {
      int from = lastKept < 0 ? members.getFirst().start() : members.get(lastKept).end();
      replace(new Span(from, members.getLast().end()), new byte[0]);
    }
  }

  /** The text with all changes made. */
  public byte[] apply() {
    if (edits.isEmpty()) {
      return original;
    }
    // An insertion goes before a removal at the same place; insertions keep the order asked for.
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    int length = original.length;
    for (Edit edit : edits) {
      length += edit.replacement().length - (edit.end() - edit.start());
    }
    byte[] out = new byte[length];
    int read = 0;
    int written = 0;
    for (Edit edit : edits) {
      int kept = edit.start() - read;
      System.arraycopy(original, read, out, written, kept);
      byte[] replacement = edit.replacement();
      System.arraycopy(replacement, 0, out, written + kept, replacement.length);
      written += kept + replacement.length;
      read = edit.end();
    }
    System.arraycopy(original, read, out, written, original.length - read);
    return out;
  }
}
