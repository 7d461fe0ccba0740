package dev.hearth.models.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small GGUF files for tests, right or wrong as asked. */
public final class GgufBuilder {
  private int version = 3;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private long valueCount;
  private long tensorCount;
  private long dataBytes;
  private int alignment = 32;

  /** A llama model with sizes of some sense; 4 layers, 2 KV heads 16 wide. */
  public static GgufBuilder llama(String name) {
    return new GgufBuilder()
        .text("general.architecture", "llama")
        .text("general.type", "model")
        .text("general.name", name)
        .text("general.license", "mit")
        .u32("general.file_type", 15)
        .u32("llama.context_length", 4096)
        .u32("llama.block_count", 4)
        .u32("llama.embedding_length", 64)
        .u32("llama.feed_forward_length", 128)
        .u32("llama.attention.head_count", 4)
        .u32("llama.attention.head_count_kv", 2)
        .text("tokenizer.ggml.model", "gpt2")
        .texts("tokenizer.ggml.tokens", List.of("a", "b", "c"))
        .tensor("token_embd.weight", 0, 64, 3)
        .layers(4)
        .tensor("output.weight", 0, 64, 3);
  }

  /** One tensor for each layer, 64 x 64 as F16. */
  public GgufBuilder layers(int count) {
    for (int i = 0; i < count; i++) {
      tensor("blk." + i + ".attn_q.weight", 1, 64, 64);
    }
    return this;
  }

  public GgufBuilder version(int value) {
    version = value;
    return this;
  }

  /** Has to come before any value or tensor. */
  public GgufBuilder bigEndian() {
    if (valueCount + tensorCount > 0) {
      throw new IllegalStateException("byte order after values");
    }
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  public GgufBuilder text(String key, String value) {
    key(key, 8);
    string(values, value);
    return this;
  }

  public GgufBuilder u32(String key, long value) {
    key(key, 4);
    write(values, 4, value);
    return this;
  }

  public GgufBuilder flag(String key, boolean value) {
    key(key, 7);
    write(values, 1, value ? 1 : 0);
    return this;
  }

  /** A value of any type, its bytes given as a number of that width. */
  public GgufBuilder scalar(String key, int type, int width, long bits) {
    key(key, type);
    write(values, width, bits);
    return this;
  }

  public GgufBuilder texts(String key, List<String> items) {
    arrayHead(key, 8, items.size());
    items.forEach(item -> string(values, item));
    return this;
  }

  public GgufBuilder numbers(String key, List<Integer> items) {
    arrayHead(key, 5, items.size());
    items.forEach(item -> write(values, 4, item));
    return this;
  }

  public GgufBuilder flags(String key, List<Boolean> items) {
    arrayHead(key, 7, items.size());
    items.forEach(item -> write(values, 1, item ? 1 : 0));
    return this;
  }

  /** The head of an array without its values. */
  public GgufBuilder arrayHead(String key, int type, long count) {
    key(key, 9);
    write(values, 4, type);
    write(values, 8, count);
    return this;
  }

  /** Bytes as they are, after a key and type. */
  public GgufBuilder raw(String key, int type, byte... bytes) {
    key(key, type);
    values.writeBytes(bytes);
    return this;
  }

  public GgufBuilder alignment(int value) {
    alignment = value;
    return u32("general.alignment", value);
  }

  public GgufBuilder tensor(String name, int type, long... dimensions) {
    long elements = 1;
    for (long extent : dimensions) {
      elements *= extent;
    }
    long bytes =
        TensorType.of(type).map(t -> t.blockBytes * 1.0 / t.blockElements).orElse(1.0) * elements
                > Long.MAX_VALUE / 4.0
            ? 0
            : elements
                / TensorType.of(type).map(t -> t.blockElements).orElse(1)
                * TensorType.of(type).map(t -> t.blockBytes).orElse(1);
    tensorAt(name, type, dataBytes, dimensions);
    dataBytes = (dataBytes + bytes + alignment - 1) / alignment * alignment;
    return this;
  }

  public GgufBuilder tensorAt(String name, int type, long offset, long... dimensions) {
    string(tensors, name);
    write(tensors, 4, dimensions.length);
    for (long extent : dimensions) {
      write(tensors, 8, extent);
    }
    write(tensors, 4, type);
    write(tensors, 8, offset);
    tensorCount++;
    return this;
  }

  /** The header, padded to where the data starts. */
  public byte[] header() {
    return header(tensorCount, valueCount);
  }

  /** The header with other counts than the true ones. */
  public byte[] header(long claimedTensors, long claimedValues) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    write(out, 4, version);
    write(out, 8, claimedTensors);
    write(out, 8, claimedValues);
    out.writeBytes(values.toByteArray());
    out.writeBytes(tensors.toByteArray());
    while (out.size() % alignment != 0) {
      out.write(0);
    }
    return out.toByteArray();
  }

  /** Header and data, all zeros. */
  public byte[] whole() {
    byte[] header = header();
    return java.util.Arrays.copyOf(header, header.length + (int) dataBytes);
  }

  public long dataBytes() {
    return dataBytes;
  }

  /** Writes the whole file. */
  public Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, whole());
  }

  private void key(String key, int type) {
    string(values, key);
    write(values, 4, type);
    valueCount++;
  }

  private void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(out, 8, bytes.length);
    out.writeBytes(bytes);
  }

  private void write(ByteArrayOutputStream out, int width, long value) {
    ByteBuffer eight = ByteBuffer.allocate(8).order(order);
    switch (width) {
      case 1 -> eight.put((byte) value);
      case 2 -> eight.putShort((short) value);
      case 4 -> eight.putInt((int) value);
      default -> eight.putLong(value);
    }
    out.write(eight.array(), 0, width);
  }
}
