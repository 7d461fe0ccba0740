package dev.hearth.wire.sse;

import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads server-sent events from bytes that may be split anywhere. Comments, ids and retry times are
 * skipped, as are events without data.
 */
public final class SseParser {
  /** A single event larger than this is no model's doing; it guards the heap. */
  public static final int LARGEST_EVENT = 32 * 1024 * 1024;

  private static final int FIRST_BUFFER = 512;
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final int largestEvent;

  private byte[] line = new byte[FIRST_BUFFER];
  private int lineLength;
  private boolean afterCarriageReturn;
  private boolean firstLine = true;

  private String type = "";
  private String data;
  private StringBuilder moreData;
  private int eventSize;

  public SseParser() {
    this(LARGEST_EVENT);
  }

  /**
   * @param largestEvent how many bytes one event may have
   */
  public SseParser(int largestEvent) {
    this.largestEvent = largestEvent;
  }

  /** Reads the next bytes and hands over each event they complete. */
  public void feed(byte[] bytes, int offset, int length, Consumer<? super SseEvent> out)
      throws MalformedReply {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (b != '\n' && b != '\r') {
        afterCarriageReturn = false;
        continue;
      }
      boolean secondHalf = b == '\n' && afterCarriageReturn;
      afterCarriageReturn = b == '\r';
      if (!secondHalf) {
        completeLine(bytes, start, i, out);
      }
      start = i + 1;
    }
    if (start < end) {
      keep(bytes, start, end);
    }
  }

  /**
   * Says that no more bytes come. An event whose closing blank line never came is returned rather
   * than delivered: whether it is whole is for the caller to judge.
   */
  public Optional<SseEvent> end() throws MalformedReply {
    if (lineLength > 0) {
      readLine(line, 0, lineLength, event -> {});
      lineLength = 0;
    }
    Optional<SseEvent> rest = data == null ? Optional.empty() : Optional.of(pending());
    reset();
    return rest;
  }

  private void completeLine(byte[] bytes, int start, int end, Consumer<? super SseEvent> out)
      throws MalformedReply {
    if (lineLength == 0) {
      readLine(bytes, start, end, out);
    } else {
      keep(bytes, start, end);
      int whole = lineLength;
      lineLength = 0;
      readLine(line, 0, whole, out);
    }
  }

  private void keep(byte[] bytes, int start, int end) throws MalformedReply {
    int added = end - start;
    guardSize((long) eventSize + lineLength + added);
    if (line.length - lineLength < added) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + added));
    }
    System.arraycopy(bytes, start, line, lineLength, added);
    lineLength += added;
  }

  private void readLine(byte[] bytes, int from, int end, Consumer<? super SseEvent> out)
      throws MalformedReply {
    int start = from;
    if (firstLine) {
      firstLine = false;
      start += startsWith(bytes, start, end, BOM) ? BOM.length : 0;
    }
    if (start == end) {
      dispatch(out);
      return;
    }
    if (isField(bytes, start, end, DATA)) {
      guardSize((long) eventSize + (end - start));
      eventSize += end - start;
      addData(value(bytes, start + DATA.length, end));
    } else if (isField(bytes, start, end, EVENT)) {
      type = value(bytes, start + EVENT.length, end);
    }
  }

  private void dispatch(Consumer<? super SseEvent> out) {
    SseEvent event = data == null ? null : pending();
    reset();
    if (event != null) {
      out.accept(event);
    }
  }

  private SseEvent pending() {
    return new SseEvent(type, moreData == null ? data : moreData.toString());
  }

  private void reset() {
    type = "";
    data = null;
    moreData = null;
    eventSize = 0;
  }

  private void addData(String value) {
    if (data == null) {
      data = value;
      return;
    }
    if (moreData == null) {
      moreData = new StringBuilder(data);
    }
    moreData.append('\n').append(value);
  }

  private void guardSize(long size) throws MalformedReply {
    if (size > largestEvent) {
      throw new MalformedReply(
          "The backend sent an event of more than " + largestEvent + " bytes.");
    }
  }

  private static boolean isField(byte[] bytes, int start, int end, byte[] name) {
    int after = start + name.length;
    return startsWith(bytes, start, end, name) && (after == end || bytes[after] == ':');
  }

  private static boolean startsWith(byte[] bytes, int start, int end, byte[] prefix) {
    return end - start >= prefix.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /** The field's value, without the colon and the one space that may follow it. */
  private static String value(byte[] bytes, int afterName, int end) throws MalformedReply {
    int start = Math.min(afterName + 1, end);
    if (start < end && bytes[start] == ' ') {
      start++;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    // Decoding replaces what is not UTF-8, so only a text with a replacement needs the exact check.
    if (text.indexOf('\ufffd') >= 0 && Utf8.firstFault(bytes, start, end) >= 0) {
      throw new MalformedReply("The backend sent bytes that are not UTF-8.");
    }
    return text;
  }
}
