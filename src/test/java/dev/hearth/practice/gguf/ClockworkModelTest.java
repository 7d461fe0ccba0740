package dev.hearth.practice.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.practice.gguf.ClockworkModel.Options;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockworkModelTest {
  @TempDir Path folder;

  @Test
  void theSampleModelNeverChangesByAByte() throws Exception {
    Path file = folder.resolve("deep/er/tiny.gguf");

    ClockworkModel.write(file);

    assertThat(Files.size(file)).isEqualTo(363_360);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("80a5280176a291ea05cb6364737b0a087bf7037f09252a1e212bdd9d4fa2857c");
  }

  @Test
  void theFileIsWhatItsHeaderSays() throws Exception {
    Path file = folder.resolve("two-layers.gguf");

    ClockworkModel.write(
        file, Options.defaults().withName("Two Layers").withSize(2, 64).withContextLength(1024));

    ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(head.getInt()).isEqualTo(0x46554747);
    assertThat(head.getInt()).isEqualTo(3);
    assertThat(head.getLong()).as("tensors").isEqualTo(3 + 2 * 9);
    assertThat(head.getLong()).as("metadata entries").isEqualTo(30);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("Two Layers", "blk.1.ffn_down.weight", "<tool_call>");
    assertThat(Files.size(file) % 32).isZero();
  }

  @Test
  void theTemplateCanBeLeftOut() throws Exception {
    Path file = folder.resolve("bare.gguf");

    ClockworkModel.write(file, Options.defaults().withoutChatTemplate());

    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .doesNotContain("tokenizer.chat_template");
  }

  @Test
  void nothingButTheModelIsLeftInTheFolder() throws Exception {
    Path file = folder.resolve("tiny.gguf");
    Files.writeString(file, "an older file");

    ClockworkModel.write(file);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFreeStringThatIsAWordAlreadyIsRefused() throws IOException {
    Path file = folder.resolve("refused.gguf");

    assertThatThrownBy(() -> ClockworkModel.write(file, Options.defaults().withString(" model.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already a word");
    assertThatThrownBy(() -> Options.defaults().withString("x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Options.defaults().withSize(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }
}
