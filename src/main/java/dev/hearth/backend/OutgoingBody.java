package dev.hearth.backend;

import java.io.IOException;
import java.io.OutputStream;

/** What is sent to a model server. */
public interface OutgoingBody {
  /** The media type, empty when unknown. */
  String contentType();

  /** How many bytes, -1 when not known beforehand. */
  long length();

  /** Writes it once. */
  void writeTo(OutputStream out) throws IOException;

  /** A JSON document that is there already. */
  static OutgoingBody json(byte[] bytes) {
    return new Whole("application/json", bytes);
  }

  /** A body that is there already. */
  record Whole(String contentType, byte[] bytes) implements OutgoingBody {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }
}
