package dev.hearth.traffic.journal;

import dev.hearth.traffic.Payload;
import dev.hearth.traffic.redact.SecretMask;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps bodies as lists of pieces, each piece once. Used under the database's writing lock. */
final class BodyStore {
  /**
   * What stands between two elements of a list, too small to be a piece of its own: a list of
   * pieces holds each piece's number twice, plus one when a comma follows.
   */
  private static final byte COMMA = ',';

  /** Pieces whose place is remembered, so that a long request need not be looked up whole. */
  private static final int REMEMBERED = 50_000;

  private final Map<ByteBuffer, Long> known =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  private SecretMask mask = SecretMask.standard();

  /** Masks with other patterns from now on. */
  void mask(SecretMask other) {
    mask = other;
    known.clear();
  }

  /** Pieces may be gone or their numbers undone. */
  void forget() {
    known.clear();
  }

  /** Stores a body for an exchange and answers its number. */
  long put(Connection connection, long exchange, Payload body) throws SQLException {
    List<Long> chunks = new ArrayList<>();
    int from = 0;
    for (int to : BodyChunks.ends(body.bytes())) {
      byte[] piece = Arrays.copyOfRange(body.bytes(), from, to);
      if (piece.length == 1 && piece[0] == COMMA && followable(chunks)) {
        chunks.add(chunks.removeLast() | 1);
      } else {
        chunks.add(chunk(connection, piece) << 1);
      }
      from = to;
    }
    long missing = body.fullSize() - body.bytes().length;
    try (PreparedStatement s =
        connection.prepareStatement(
            "insert into body(exchange, type, size, chunks) values(?,?,?,?) returning n")) {
      s.setLong(1, exchange);
      s.setString(2, body.contentType());
      s.setLong(3, missing);
      s.setBytes(4, Packing.pack(Varints.write(chunks)));
      try (ResultSet r = s.executeQuery()) {
        r.next();
        return r.getLong(1);
      }
    }
  }

  private static boolean followable(List<Long> chunks) {
    return !chunks.isEmpty() && (chunks.getLast() & 1) == 0;
  }

  /** The pieces a stored list uses. */
  static void markUsed(byte[] packed, BitSet used) {
    Varints.read(Packing.unpack(packed)).forEach(c -> used.set(Math.toIntExact(c >> 1)));
  }

  private long chunk(Connection connection, byte[] bytes) throws SQLException {
    ByteBuffer key = hash(bytes);
    Long number = known.get(key);
    if (number == null) {
      byte[] masked = mask(bytes);
      number = place(connection, masked == bytes ? key : hash(masked), masked);
      known.put(key, number);
    }
    return number;
  }

  private byte[] mask(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    var charset = isText ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String readable = isText ? text : new String(bytes, charset);
    String masked = mask.apply(readable);
    return masked.equals(readable) ? bytes : masked.getBytes(charset);
  }

  private static long place(Connection connection, ByteBuffer hash, byte[] bytes)
      throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("select n from chunk where hash = ?")) {
      find.setBytes(1, hash.array());
      try (ResultSet r = find.executeQuery()) {
        if (r.next()) {
          return r.getLong(1);
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into chunk(hash, size, packed) values(?,?,?) returning n")) {
      insert.setBytes(1, hash.array());
      insert.setInt(2, bytes.length);
      insert.setBytes(3, Packing.pack(bytes));
      try (ResultSet r = insert.executeQuery()) {
        r.next();
        return r.getLong(1);
      }
    }
  }

  /** 16 bytes of SHA-256: two different pieces will not meet in the life of a journal. */
  private static ByteBuffer hash(byte[] bytes) {
    try {
      byte[] full = MessageDigest.getInstance("SHA-256").digest(bytes);
      return ByteBuffer.wrap(Arrays.copyOf(full, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Reads a body back; one whose pieces are gone is empty but keeps its size. */
  static Payload get(Connection connection, long number) throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement("select type, size, chunks from body where n = ?")) {
      s.setLong(1, number);
      try (ResultSet r = s.executeQuery()) {
        if (!r.next()) {
          return Payload.NONE;
        }
        byte[] bytes = bytes(connection, Varints.read(Packing.unpack(r.getBytes(3))));
        return new Payload(bytes, r.getString(1), bytes.length + r.getLong(2));
      }
    }
  }

  private static byte[] bytes(Connection connection, List<Long> chunks) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PreparedStatement s =
        connection.prepareStatement("select packed from chunk where n = ?")) {
      for (long chunk : chunks) {
        s.setLong(1, chunk >> 1);
        try (ResultSet r = s.executeQuery()) {
          if (r.next()) {
            out.writeBytes(Packing.unpack(r.getBytes(1)));
          }
        }
        if ((chunk & 1) == 1) {
          out.write(COMMA);
        }
      }
    }
    return out.toByteArray();
  }
}
