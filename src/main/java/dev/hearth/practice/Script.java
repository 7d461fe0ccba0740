package dev.hearth.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Puts a reply together, beat by beat. What it makes may be endless. */
final class Script {
  private static final int ID_LENGTH = 32;
  private static final String ID_ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final List<Iterator<? extends Beat>> parts = new ArrayList<>();
  private int calls;

  /** A call by name and the text of its arguments, which may be no JSON at all. */
  record Call(String name, String arguments) {
    static Call of(OfferedTool tool, ObjectNode arguments) {
      return new Call(tool.name(), Json.text(arguments));
    }
  }

  Script say(String text) {
    return add(Tokens.split(text).stream().map(Beat.Say::new));
  }

  Script think(String text) {
    return add(Tokens.split(text).stream().map(Beat.Think::new));
  }

  Script call(Call call) {
    int index = calls++;
    List<String> tokens = Tokens.split(call.arguments());
    String first = tokens.isEmpty() ? "" : tokens.getFirst();
    add(Stream.of(new Beat.CallOpen(index, randomId(), call.name(), first)));
    return add(tokens.stream().skip(1).map(token -> new Beat.CallMore(index, token)));
  }

  /** Says a text with a long silence before each token. */
  Script sayWithGaps(String text) {
    return add(
        Tokens.split(text).stream().flatMap(t -> Stream.of(new Beat.Gap(), new Beat.Say(t))));
  }

  Script sayForEver(String text) {
    List<String> tokens = Tokens.split(text);
    return add(
        Stream.iterate(0, i -> (i + 1) % tokens.size()).map(i -> new Beat.Say(tokens.get(i))));
  }

  Script then(Beat beat) {
    return add(Stream.of(beat));
  }

  /** Ends the reply with the reason its content calls for. */
  Iterator<Beat> finish() {
    return finish(calls > 0 ? "tool_calls" : "stop");
  }

  Iterator<Beat> finish(String reason) {
    return then(new Beat.Finish(reason)).beats();
  }

  /** The reply so far, with no end of its own. */
  Iterator<Beat> beats() {
    return new InTurn(List.copyOf(parts).iterator());
  }

  static String randomId() {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
    }
    return id.toString();
  }

  private Script add(Stream<? extends Beat> part) {
    parts.add(part.iterator());
    return this;
  }

  /** One part after the other. A flat-mapped stream would read an endless part to its end first. */
  private static final class InTurn implements Iterator<Beat> {
    private final Iterator<Iterator<? extends Beat>> parts;
    private Iterator<? extends Beat> part = Collections.emptyIterator();

    InTurn(Iterator<Iterator<? extends Beat>> parts) {
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      while (!part.hasNext() && parts.hasNext()) {
        part = parts.next();
      }
      return part.hasNext();
    }

    @Override
    public Beat next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return part.next();
    }
  }
}
