package dev.hearth.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.models.gguf.GgufException.Fault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"2,false", "3,false", "2,true", "3,true"})
  void readsEveryVersionAndByteOrder(int version, boolean big) throws IOException {
    GgufBuilder builder = big ? new GgufBuilder().bigEndian() : new GgufBuilder();
    builder
        .version(version)
        .text("general.architecture", "qwen3")
        .text("general.name", "Größe 8B")
        .text("general.license", "apache-2.0")
        .text("general.size_label", "8B")
        .u32("general.file_type", 15)
        .u32("qwen3.context_length", 40960)
        .u32("qwen3.block_count", 2)
        .u32("qwen3.embedding_length", 64)
        .u32("qwen3.feed_forward_length", 256)
        .u32("qwen3.attention.head_count", 8)
        .u32("qwen3.attention.head_count_kv", 2)
        .u32("qwen3.attention.key_length", 128)
        .u32("qwen3.expert_count", 16)
        .u32("qwen3.expert_used_count", 4)
        .u32("qwen3.expert_feed_forward_length", 96)
        .text("tokenizer.ggml.model", "gpt2")
        .texts("tokenizer.ggml.tokens", List.of("a", "", "long token"))
        .text("tokenizer.chat_template", "{{ messages }}")
        .tensor("token_embd.weight", 12, 256, 3)
        .tensor("blk.0.ffn_up_exps.weight", 8, 64, 8)
        .tensor("blk.1.attn_q.weight", 1, 64, 8)
        .tensor("output_norm.weight", 0, 64);

    GgufCard card = GgufReader.read(builder.write(folder.resolve("m.gguf")));

    assertThat(card.version()).isEqualTo(version);
    assertThat(card.bigEndian()).isEqualTo(big);
    assertThat(card.architecture()).isEqualTo("qwen3");
    assertThat(card.name()).isEqualTo("Größe 8B");
    assertThat(card.licence()).isEqualTo("apache-2.0");
    assertThat(card.sizeLabel()).isEqualTo("8B");
    assertThat(card.quantisation()).isEqualTo("Q4_K_M");
    assertThat(card.contextLength()).isEqualTo(40960);
    assertThat(card.layers()).isEqualTo(2);
    assertThat(card.embedding()).isEqualTo(64);
    assertThat(card.feedForward()).describedAs("four experts together").isEqualTo(4 * 96);
    assertThat(card.experts()).isEqualTo(16);
    assertThat(card.expertsUsed()).isEqualTo(4);
    assertThat(card.vocabulary()).isEqualTo(3);
    assertThat(card.tokenizer()).isEqualTo("gpt2");
    assertThat(card.chatTemplate()).isEqualTo("{{ messages }}");
    assertThat(card.attention().heads()).isEqualTo(8);
    assertThat(card.attention().kvHeads()).containsExactly(2, 2);
    assertThat(card.attention().keyLength()).isEqualTo(128);
    assertThat(card.attention().valueLength()).isEqualTo(8);
    assertThat(card.parameters()).isEqualTo(768 + 512 + 512 + 64);
    TensorTotals tensors = card.tensors();
    assertThat(tensors.inputBytes()).isEqualTo(3 * 144);
    assertThat(tensors.layerBytes()).containsExactly(512 / 32 * 34L, 1024L);
    assertThat(tensors.expertBytes()).containsExactly(512 / 32 * 34L, 0L);
    assertThat(tensors.outputBytes()).isEqualTo(256);
    assertThat(tensors.totalBytes()).isEqualTo(432 + 544 + 1024 + 256);
    assertThat(card.truncated()).isFalse();
  }

  @Test
  void readsEveryValueType() throws IOException {
    byte[] bytes =
        new GgufBuilder()
            .text("general.architecture", "a")
            .scalar("u8", 0, 1, 200)
            .scalar("i8", 1, 1, -3)
            .scalar("u16", 2, 2, 60_000)
            .scalar("i16", 3, 2, -300)
            .scalar("u32", 4, 4, 4_000_000_000L)
            .scalar("i32", 5, 4, -70_000)
            .scalar("f32", 6, 4, Float.floatToIntBits(1.5f))
            .flag("bool", true)
            .scalar("u64", 10, 8, 5_000_000_000L)
            .scalar("i64", 11, 8, -5_000_000_000L)
            .scalar("f64", 12, 8, Double.doubleToLongBits(2.25))
            .numbers("numbers", List.of(1, 2, 3))
            .texts("texts", List.of("x", "y"))
            .arrayHead("nested", 9, 0)
            .header();
    GgufHeader header =
        new HeaderParser(new HeaderCursor(ByteSource.of(bytes, bytes.length), 16)).parse();

    assertThat(header.values())
        .containsEntry("u8", 200L)
        .containsEntry("i8", -3L)
        .containsEntry("u16", 60_000L)
        .containsEntry("i16", -300L)
        .containsEntry("u32", 4_000_000_000L)
        .containsEntry("i32", -70_000L)
        .containsEntry("f32", 1.5)
        .containsEntry("bool", true)
        .containsEntry("u64", 5_000_000_000L)
        .containsEntry("i64", -5_000_000_000L)
        .containsEntry("f64", 2.25)
        .containsEntry("numbers", new GgufArray(3, List.of(1L, 2L, 3L)))
        .containsEntry("texts", new GgufArray(2, List.of()));
  }

  @Test
  void takesKvHeadsAndWindowsLayerByLayer() throws IOException {
    byte[] bytes =
        new GgufBuilder()
            .text("general.architecture", "hybrid")
            .u32("hybrid.block_count", 4)
            .u32("hybrid.embedding_length", 64)
            .u32("hybrid.attention.head_count", 4)
            .numbers("hybrid.attention.head_count_kv", List.of(0, 2, 0, 4))
            .u32("hybrid.attention.sliding_window", 512)
            .flags("hybrid.attention.sliding_window_pattern", List.of(true, true, true, false))
            .u32("hybrid.ssm.inner_size", 128)
            .u32("hybrid.ssm.state_size", 16)
            .u32("hybrid.ssm.conv_kernel", 4)
            .header();

    AttentionShape shape = read(bytes).attention();

    assertThat(shape.kvHeads()).containsExactly(0, 2, 0, 4);
    assertThat(shape.mostKvHeads()).isEqualTo(4);
    assertThat(shape.slidingLayers()).containsExactly(true, true, true, false);
    assertThat(shape.recurrentBytes()).isEqualTo(2L * (3 * 128 + 16 * 128) * 4);
  }

  @Test
  void passesOverATokenizerWithoutKeepingItAndWithoutReadingWeights() throws IOException {
    List<String> tokens = Collections.nCopies(250_000, "some token");
    byte[] header =
        GgufBuilder.llama("Huge").texts("tokens.more", tokens).tensorAt("far", 0, 0, 64).header();
    long claimed = 100L << 30;
    AtomicLong read = new AtomicLong();
    ByteSource source = counting(ByteSource.of(header, claimed), read);

    GgufCard card = GgufReader.read(source);

    assertThat(card.name()).isEqualTo("Huge");
    assertThat(read.get()).isLessThan(header.length + 2L * HeaderCursor.BUFFER);
  }

  @Test
  void readsAHundredGigabyteFileByItsHeaderOnly() throws IOException {
    Path file = folder.resolve("sparse.gguf");
    Files.write(file, GgufBuilder.llama("Sparse").tensor("w", 0, 1L << 34).header());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100L << 30);
    }
    AtomicLong read = new AtomicLong();
    try (ByteSource source = counting(ByteSource.of(file), read)) {
      GgufCard card = GgufReader.read(source);
      assertThat(card.fileBytes()).isEqualTo(100L << 30);
      assertThat(card.truncated()).isFalse();
    }
    assertThat(read.get()).isLessThanOrEqualTo(HeaderCursor.BUFFER);
  }

  @Test
  void tellsAShortFileByItsTensors() throws IOException {
    byte[] whole = GgufBuilder.llama("Short").whole();
    assertThat(read(whole).truncated()).isFalse();
    assertThat(read(java.util.Arrays.copyOf(whole, whole.length - 500)).truncated()).isTrue();
  }

  @Test
  void sizesATensorOfAnUnknownFormatByWhereTheNextOneStarts() throws IOException {
    byte[] bytes =
        new GgufBuilder()
            .text("general.architecture", "x")
            .tensorAt("a", 99, 0, 64)
            .tensorAt("b", 0, 96, 8)
            .whole();
    GgufCard card = GgufReader.read(ByteSource.of(bytes, bytes.length + 200));
    assertThat(card.tensors().totalBytes()).isEqualTo(96 + 32);
    assertThat(card.quantisation()).isEqualTo("F32");
  }

  @Test
  void addsUpThePartsOfASplitModel() throws IOException {
    GgufCard first =
        read(GgufBuilder.llama("Split").u32("split.count", 2).u32("split.no", 0).whole());
    GgufCard second =
        read(
            new GgufBuilder()
                .u32("split.no", 1)
                .u32("split.count", 2)
                .tensor("blk.1.x", 0, 64)
                .whole());
    assertThat(first.split()).isEqualTo(new GgufCard.Split(0, 2, 0));
    assertThat(second.split().number()).isEqualTo(1);
    assertThat(first.withParts(List.of(second)).parameters()).isEqualTo(first.parameters() + 64);
  }

  @Test
  void labelsParametersAsPeopleDo() {
    assertThat(List.of(label(7_620_000_000L), label(1_000_000_000L), label(494_000_000L)))
        .containsExactly("7.6B", "1B", "494M");
    assertThat(List.of(label(176_480), label(12), label(235_000_000_000L)))
        .containsExactly("176K", "12", "235B");
  }

  @ParameterizedTest
  @CsvSource({"0,NOT_GGUF", "3,NOT_GGUF", "8,CUT_SHORT", "20,CUT_SHORT", "60,CUT_SHORT"})
  void namesTheFaultOfAFileThatEndsEarly(int length, Fault fault) {
    byte[] cut = java.util.Arrays.copyOf(GgufBuilder.llama("Cut").header(), length);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOfSatisfying(GgufException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void refusesVersionsItDoesNotKnow() {
    assertThatThrownBy(() -> read(GgufBuilder.llama("Old").version(1).header()))
        .hasMessageContaining("too old");
    assertThatThrownBy(() -> read(GgufBuilder.llama("New").version(9).header()))
        .hasMessageContaining("version 9 is not known");
    assertThatThrownBy(() -> read("<!DOCTYPE html><p>not a model".getBytes()))
        .hasMessageContaining("not GGUF");
  }

  static GgufCard read(byte[] bytes) throws IOException {
    return GgufReader.read(ByteSource.of(bytes, bytes.length));
  }

  private static String label(long parameters) {
    TensorTotals totals = new TensorTotals(1, parameters, 0, List.of(), List.of(), 0, 0);
    GgufCard none = GgufCard.UNKNOWN;
    return new GgufCard(
            3,
            false,
            "",
            "",
            "",
            "",
            "",
            "",
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            "",
            "",
            false,
            false,
            none.attention(),
            totals,
            none.split(),
            0,
            0)
        .parameterLabel();
  }

  private static ByteSource counting(ByteSource inner, AtomicLong read) {
    return new ByteSource() {
      @Override
      public long size() throws IOException {
        return inner.size();
      }

      @Override
      public int read(long position, ByteBuffer into) throws IOException {
        int count = inner.read(position, into);
        read.addAndGet(Math.max(0, count));
        return count;
      }

      @Override
      public void close() throws IOException {
        inner.close();
      }
    };
  }
}
