package dev.hearth.practice.gguf;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects metadata and tensors, then writes them as a little-endian GGUF version 3 file. */
final class GgufFile {
  private static final int VERSION = 3;
  private static final int ALIGNMENT = 32;

  private static final int TYPE_U32 = 4;
  private static final int TYPE_I32 = 5;
  private static final int TYPE_F32 = 6;
  private static final int TYPE_BOOL = 7;
  private static final int TYPE_STRING = 8;
  private static final int TYPE_ARRAY = 9;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final List<Tensor> tensors = new ArrayList<>();
  private int entries;

  void u32(String key, long value) {
    key(key, TYPE_U32);
    write(metadata, little(4).putInt((int) value));
  }

  void f32(String key, double value) {
    key(key, TYPE_F32);
    write(metadata, little(4).putFloat((float) value));
  }

  void bool(String key, boolean value) {
    key(key, TYPE_BOOL);
    metadata.write(value ? 1 : 0);
  }

  void string(String key, String value) {
    key(key, TYPE_STRING);
    write(metadata, value);
  }

  void strings(String key, List<String> values) {
    key(key, TYPE_ARRAY);
    write(metadata, little(12).putInt(TYPE_STRING).putLong(values.size()));
    values.forEach(value -> write(metadata, value));
  }

  void integers(String key, int[] values) {
    key(key, TYPE_ARRAY);
    write(metadata, little(12).putInt(TYPE_I32).putLong(values.length));
    ByteBuffer body = little(4 * values.length);
    for (int value : values) {
      body.putInt(value);
    }
    write(metadata, body);
  }

  void tensor(Tensor tensor) {
    tensors.add(tensor);
  }

  /** Writes the whole file; the stream is left open. */
  void writeTo(OutputStream target) throws IOException {
    OutputStream out = new BufferedOutputStream(target, 1 << 16);
    byte[] head = head();
    out.write(head);
    pad(out, head.length);
    for (Tensor tensor : tensors) {
      tensor.writeTo(out);
      pad(out, tensor.byteCount());
    }
    out.flush();
  }

  private byte[] head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    write(head, little(20).putInt(VERSION).putLong(tensors.size()).putLong(entries));
    head.writeBytes(metadata.toByteArray());
    long offset = 0;
    for (Tensor tensor : tensors) {
      write(head, tensor.name());
      int[] dimensions = tensor.dimensions();
      ByteBuffer info = little(4 + 8 * dimensions.length + 12).putInt(dimensions.length);
      for (int dimension : dimensions) {
        info.putLong(dimension);
      }
      write(head, info.putInt(tensor.ggmlType()).putLong(offset));
      offset += tensor.byteCount() + padding(tensor.byteCount());
    }
    return head.toByteArray();
  }

  private void key(String key, int type) {
    entries++;
    write(metadata, key);
    write(metadata, little(4).putInt(type));
  }

  private static void write(ByteArrayOutputStream out, String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    write(out, little(8).putLong(raw.length));
    out.writeBytes(raw);
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer buffer) {
    out.write(buffer.array(), 0, buffer.position());
  }

  private static void pad(OutputStream out, long length) throws IOException {
    out.write(new byte[padding(length)]);
  }

  private static int padding(long length) {
    return (int) Math.floorMod(-length, ALIGNMENT);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
