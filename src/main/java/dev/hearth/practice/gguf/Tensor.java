package dev.hearth.practice.gguf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One tensor of a GGUF file: what it is called, its shape and how its values are written. */
interface Tensor {
  String name();

  /** Fastest-changing dimension first, as the file wants it. */
  int[] dimensions();

  int ggmlType();

  long byteCount();

  void writeTo(OutputStream out) throws IOException;

  /** A value at a place in a matrix. */
  record Cell(int row, int column, double value) {}

  /** A half-precision matrix that is zero except where a cell says otherwise. */
  record Matrix(String name, int rows, int columns, List<Cell> cells) implements Tensor {
    private static final int GGML_F16 = 1;

    @Override
    public int[] dimensions() {
      return new int[] {columns, rows};
    }

    @Override
    public int ggmlType() {
      return GGML_F16;
    }

    @Override
    public long byteCount() {
      return 2L * rows * columns;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Map<Integer, Map<Integer, Short>> byRow = new TreeMap<>();
      for (Cell cell : cells) {
        byRow
            .computeIfAbsent(cell.row(), row -> new TreeMap<>())
            .put(cell.column(), Float.floatToFloat16((float) cell.value()));
      }
      for (int row = 0; row < rows; row++) {
        ByteBuffer line = ByteBuffer.allocate(2 * columns).order(ByteOrder.LITTLE_ENDIAN);
        byRow
            .getOrDefault(row, Map.of())
            .forEach((column, half) -> line.putShort(2 * column, half));
        out.write(line.array());
      }
    }
  }

  /** A single-precision vector of ones: a norm that changes nothing. */
  record Ones(String name, int length) implements Tensor {
    private static final int GGML_F32 = 0;

    @Override
    public int[] dimensions() {
      return new int[] {length};
    }

    @Override
    public int ggmlType() {
      return GGML_F32;
    }

    @Override
    public long byteCount() {
      return 4L * length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      ByteBuffer ones = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < length; i++) {
        ones.putFloat(1f);
      }
      out.write(ones.array());
    }
  }
}
