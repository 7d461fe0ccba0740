package dev.hearth.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files made to hurt: a clear refusal, little memory, little time. */
@Timeout(120)
class HostileGgufTest {
  private static final int INPUTS = 20_000;

  /** Far above what a real header of this size needs, far below what the hostile ones ask for. */
  private static final long MOST_MEMORY = 24L * 1024 * 1024;

  private static final long[] NASTY = {
    0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0xFFFF_FFFFL, 0x7FFF_FFFFL, 1L << 40, 1L << 62, 9, 8
  };

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void survivesTwentyThousandMutationsOfGoodHeaders() {
    List<byte[]> seeds =
        List.of(
            GgufBuilder.llama("Seed").header(),
            GgufBuilder.llama("Two").version(2).whole(),
            new GgufBuilder()
                .bigEndian()
                .text("general.architecture", "b")
                .u32("b.block_count", 3)
                .numbers("b.attention.head_count_kv", List.of(1, 2, 3))
                .tensor("blk.0.x", 12, 256, 2)
                .header());
    int accepted = 0;
    for (int i = 0; i < INPUTS; i++) {
      Random random = new Random(i);
      byte[] mutant = mutate(seeds.get(i % seeds.size()), random);
      long size = random.nextInt(8) == 0 ? 1L << 45 : mutant.length;
      long before = threads.getCurrentThreadAllocatedBytes();
      accepted += tryToRead(mutant, size, i) ? 1 : 0;
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .describedAs("memory for input %d", i)
          .isLessThan(MOST_MEMORY);
    }
    assertThat(accepted).describedAs("mutants that are still readable").isBetween(1, INPUTS - 1);
  }

  private static boolean tryToRead(byte[] bytes, long size, int number) {
    try {
      GgufCard card = GgufReader.read(ByteSource.of(bytes, size));
      assertThat(card.layers()).isBetween(0, Metadata.MOST_LAYERS);
      assertThat(card.expectedBytes()).isNotNegative();
      return true;
    } catch (GgufException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400);
      return false;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw new AssertionError("input " + number + " broke the reader", e);
    }
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits && bytes.length > 8; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> put(bytes, at, NASTY[random.nextInt(NASTY.length)], 8);
        case 4 -> put(bytes, at, NASTY[random.nextInt(NASTY.length)], 4);
        default -> bytes = spliced(bytes, at, random.nextInt(bytes.length));
      }
    }
    return bytes;
  }

  private static void put(byte[] bytes, int at, long value, int width) {
    ByteBuffer eight = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    eight.putLong(value);
    System.arraycopy(eight.array(), 0, bytes, at, Math.min(width, bytes.length - at));
  }

  private static byte[] spliced(byte[] bytes, int at, int from) {
    int length = Math.min(64, bytes.length - from);
    byte[] out = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, out, 0, at);
    System.arraycopy(bytes, from, out, at, length);
    System.arraycopy(bytes, at, out, at + length, bytes.length - at);
    return out;
  }

  @Test
  void refusesAbsurdCounts() {
    GgufBuilder builder = GgufBuilder.llama("Counts");
    refused(builder.header(Long.MAX_VALUE, 1), "tensors");
    refused(builder.header(-1, 1), "tensors");
    refused(builder.header(0, Long.MIN_VALUE), "metadata values");
    refusedAt(builder.header(150_000, 1), 1000, "tensors");
  }

  @Test
  void refusesAbsurdLengths() {
    refused(new GgufBuilder().raw("k", 8, eight(Long.MAX_VALUE)).header(), "text");
    refused(new GgufBuilder().raw("k", 8, eight(-5)).header(), "absurd length");
    refused(new GgufBuilder().arrayHead("k", 4, 1L << 60).header(), "array values");
    refused(new GgufBuilder().arrayHead("k", 77, 1).header(), "does not exist");
    refusedAt(
        new GgufBuilder().arrayHead("k", 0, 1L << 40).header(), 1L << 45, "longer than 256 MiB");
  }

  @Test
  void refusesArraysThatNestForEver() {
    java.io.ByteArrayOutputStream nest = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      nest.writeBytes(new byte[] {9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});
    }
    byte[] bytes = new GgufBuilder().raw("k", 9, nest.toByteArray()).header();
    refused(bytes, "nests arrays too deeply");
  }

  @Test
  void refusesWhatCannotBeTrueOfTensors() {
    refused(new GgufBuilder().tensorAt("t", 0, 0, 1L << 40, 1L << 40).header(), "absurd size");
    refused(new GgufBuilder().tensorAt("t", 0, 0, -3).header(), "absurd size");
    refused(new GgufBuilder().tensorAt("t", 0, 7, 3).header(), "impossible place");
    refused(new GgufBuilder().tensorAt("t", 0, -32, 3).header(), "impossible place");
    refused(new GgufBuilder().tensorAt("t", 12, 0, 100).header(), "format cannot have");
    refused(new GgufBuilder().tensorAt("t", 0, 0, 1, 1, 1, 1, 1).header(), "5 dimensions");
    refused(new GgufBuilder().tensorAt("t", 0, 0, 1).tensorAt("t", 0, 32, 1).header(), "'t' twice");
    refused(new GgufBuilder().text("a", "1").text("a", "2").header(), "'a' twice");
    refused(new GgufBuilder().u32("general.alignment", 3).header(), "alignment");
  }

  @Test
  void boundsTheTimeAnEndlessListOfTextsTakes() {
    // Zero-length texts for 16 TB: only the limit on the header's length ends this.
    byte[] head = new GgufBuilder().arrayHead("k", 8, 1L << 40).header();
    ByteSource endless =
        new ByteSource() {
          @Override
          public long size() {
            return 1L << 44;
          }

          @Override
          public int read(long position, ByteBuffer into) {
            int count = into.remaining();
            while (into.hasRemaining()) {
              long at = position + count - into.remaining();
              into.put(at < head.length ? head[(int) at] : 0);
            }
            return count;
          }

          @Override
          public void close() {
            // Nothing is held open.
          }
        };
    assertThatThrownBy(() -> GgufReader.read(endless)).hasMessageContaining("longer than");
  }

  private static void refused(byte[] bytes, String reason) {
    refusedAt(bytes, bytes.length, reason);
  }

  private static void refusedAt(byte[] bytes, long size, String reason) {
    assertThatThrownBy(() -> GgufReader.read(ByteSource.of(bytes, size)))
        .isInstanceOf(GgufException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] eight(long value) {
    return ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
