package dev.hearth.models.gguf;

import dev.hearth.models.gguf.GgufException.Fault;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a header apart, trusting nothing that it says about itself. */
final class HeaderParser {
  /** The bytes {@code GGUF}, read as a little-endian number. */
  private static final int MAGIC = 0x46554747;

  /** The format's own limit on the length of a key. */
  private static final int MAX_KEY = 65_535;

  /** Names in real files stay below 64; some writers do not keep to it. */
  private static final int MAX_NAME = 1024;

  /** Real files have some dozens. */
  private static final long MAX_VALUES = 65_536;

  /** The largest models have a few thousand. */
  private static final long MAX_TENSORS = 200_000;

  /** Chat templates reach some 50 kB; longer texts are passed over. */
  private static final int MAX_TEXT = 2 * 1024 * 1024;

  /** All kept texts together, so that many long ones cannot fill the memory. */
  private static final int MAX_ALL_TEXT = 16 * 1024 * 1024;

  /** Arrays with one number a layer are kept, a tokenizer's are not. */
  private static final int MAX_KEPT = 1024;

  private static final int MAX_DEPTH = 4;
  private static final int MAX_DIMENSIONS = 4;
  private static final int DEFAULT_ALIGNMENT = 32;

  private final HeaderCursor in;
  private int textKept;

  HeaderParser(HeaderCursor in) {
    this.in = in;
  }

  GgufHeader parse() throws IOException {
    int version = version();
    boolean big = version < 0;
    long tensorCount = in.count("tensors", MAX_TENSORS, 24);
    long valueCount = in.count("metadata values", MAX_VALUES, 13);
    Map<String, Object> values = values(valueCount);
    long alignment = alignment(values);
    List<TensorInfo> tensors = tensors(tensorCount, alignment);
    long dataStart = align(in.position(), alignment);
    return new GgufHeader(Math.abs(version), big, values, tensors, dataStart, in.size());
  }

  /** The version, negative for a file with its most significant bytes first. */
  private int version() throws IOException {
    if (in.size() < 8 || in.i32() != MAGIC) {
      throw new GgufException(
          Fault.NOT_GGUF,
          in.size() == 0 ? "The file is empty." : "The file is not GGUF: it starts differently.");
    }
    int version = in.i32();
    boolean big = (version & 0xFFFF) == 0 && version != 0;
    if (big) {
      in.order(ByteOrder.BIG_ENDIAN);
      version = Integer.reverseBytes(version);
    }
    if (version != 2 && version != 3) {
      throw new GgufException(
          Fault.UNSUPPORTED,
          "GGUF version "
              + Integer.toUnsignedString(version)
              + (version == 1 ? " is too old" : " is not known")
              + "; versions 2 and 3 can be read. Look for a newer conversion of the model.");
    }
    return big ? -version : version;
  }

  private Map<String, Object> values(long count) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      String key = in.text("key", MAX_KEY);
      Object value = value(type(), 0);
      if (values.putIfAbsent(key, value) != null) {
        throw GgufException.damaged(
            "The header says '" + shown(key) + "' twice; the file is damaged.");
      }
    }
    return values;
  }

  private ValueType type() throws IOException {
    int number = in.i32();
    return ValueType.of(number)
        .orElseThrow(
            () ->
                GgufException.damaged(
                    "The header uses value type "
                        + Integer.toUnsignedString(number)
                        + ", which does not exist; the file is damaged."));
  }

  private Object value(ValueType type, int depth) throws IOException {
    return switch (type) {
      case UINT8 -> (long) (in.i8() & 0xFF);
      case INT8 -> (long) in.i8();
      case UINT16 -> (long) (in.i16() & 0xFFFF);
      case INT16 -> (long) in.i16();
      case UINT32 -> in.i32() & 0xFFFF_FFFFL;
      case INT32 -> (long) in.i32();
      case FLOAT32 -> (double) Float.intBitsToFloat(in.i32());
      case BOOL -> in.i8() != 0;
      case STRING -> string();
      case ARRAY -> array(depth);
      case UINT64, INT64 -> in.i64();
      case FLOAT64 -> Double.longBitsToDouble(in.i64());
    };
  }

  private String string() throws IOException {
    long length = in.length("text");
    if (length > MAX_TEXT || textKept + length > MAX_ALL_TEXT) {
      in.skip(length);
      return "";
    }
    textKept += (int) length;
    return in.characters((int) length);
  }

  private GgufArray array(int depth) throws IOException {
    if (depth >= MAX_DEPTH) {
      throw GgufException.damaged("The header nests arrays too deeply; the file is damaged.");
    }
    ValueType type = type();
    long count = in.count("array values", Long.MAX_VALUE, type.leastBytes);
    if (type.fixed()) {
      return fixed(type, count);
    }
    for (long i = 0; i < count; i++) {
      if (type == ValueType.STRING) {
        in.skip(in.length("text"));
      } else {
        array(depth + 1);
      }
    }
    return new GgufArray(count, List.of());
  }

  private GgufArray fixed(ValueType type, long count) throws IOException {
    if (count > MAX_KEPT) {
      in.skip(Math.multiplyExact(count, type.leastBytes));
      return new GgufArray(count, List.of());
    }
    List<Object> kept = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      kept.add(value(type, 0));
    }
    return new GgufArray(count, kept);
  }

  private static long alignment(Map<String, Object> values) throws GgufException {
    Object value = values.getOrDefault("general.alignment", (long) DEFAULT_ALIGNMENT);
    if (value instanceof Long n && n > 0 && n <= 1 << 20 && Long.bitCount(n) == 1) {
      return n;
    }
    throw GgufException.damaged(
        "The header asks for an impossible alignment (" + value + "); the file is damaged.");
  }

  private List<TensorInfo> tensors(long count, long alignment) throws IOException {
    List<TensorInfo> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long i = 0; i < count; i++) {
      TensorInfo tensor = tensor(alignment);
      if (!names.add(tensor.name())) {
        throw GgufException.damaged(
            "The header lists tensor '" + shown(tensor.name()) + "' twice; the file is damaged.");
      }
      tensors.add(tensor);
    }
    return tensors;
  }

  private TensorInfo tensor(long alignment) throws IOException {
    String name = in.text("tensor name", MAX_NAME);
    int count = in.i32();
    if (count < 0 || count > MAX_DIMENSIONS) {
      throw tensorFault(name, "has " + Integer.toUnsignedString(count) + " dimensions");
    }
    List<Long> dimensions = new ArrayList<>();
    long elements = 1;
    for (int i = 0; i < count; i++) {
      long extent = in.i64();
      if (extent <= 0 || Math.multiplyHigh(elements, extent) != 0 || elements * extent < 0) {
        throw tensorFault(name, "has an absurd size");
      }
      dimensions.add(extent);
      elements *= extent;
    }
    int type = in.i32();
    long offset = in.i64();
    if (offset < 0 || offset % alignment != 0) {
      throw tensorFault(name, "lies at an impossible place");
    }
    long bytes = bytes(name, type, dimensions, elements);
    if (bytes > 0 && Long.MAX_VALUE - bytes - in.size() < offset) {
      throw tensorFault(name, "lies at an impossible place");
    }
    return new TensorInfo(name, List.copyOf(dimensions), type, offset, elements, bytes);
  }

  private static long bytes(String name, int number, List<Long> dimensions, long elements)
      throws GgufException {
    TensorType type = TensorType.of(number).orElse(null);
    if (type == null) {
      return TensorInfo.UNKNOWN;
    }
    long row = dimensions.isEmpty() ? 1 : dimensions.getFirst();
    long blocks = elements / type.blockElements;
    if (row % type.blockElements != 0 || Math.multiplyHigh(blocks, type.blockBytes) != 0) {
      throw tensorFault(name, "has a size that its format cannot have");
    }
    long bytes = blocks * type.blockBytes;
    if (bytes < 0) {
      throw tensorFault(name, "has an absurd size");
    }
    return bytes;
  }

  private static GgufException tensorFault(String name, String what) {
    return GgufException.damaged("Tensor '" + shown(name) + "' " + what + "; the file is damaged.");
  }

  private static long align(long position, long alignment) {
    return (position + alignment - 1) / alignment * alignment;
  }

  /** A name from the file, made safe to show. */
  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
  }
}
