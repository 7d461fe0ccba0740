package dev.hearth.models.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Says what a file is that is no GGUF, from its first bytes or its ending. */
final class ForeignFile {
  private static final int PEEK = 512;

  private static final Map<String, String> ENDINGS =
      Map.of(
          "safetensors", "a safetensors file; llama-server needs the model converted to GGUF",
          "bin", "a raw weights file; llama-server needs the model converted to GGUF",
          "pt", "a PyTorch file; llama-server needs the model converted to GGUF",
          "pth", "a PyTorch file; llama-server needs the model converted to GGUF",
          "onnx", "an ONNX model; llama-server needs GGUF",
          "ggml", "an old GGML file; look for a GGUF conversion of the model",
          "llamafile", "a llamafile, which is started as a program of its own",
          "zip", "an archive; unpack it first",
          "gz", "an archive; unpack it first",
          "json", "a text file with settings, no model");

  private ForeignFile() {}

  /** What the first bytes of a file that should be GGUF show instead. */
  static String byContent(Path file) {
    byte[] head = head(file);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String low = text.stripLeading().toLowerCase(Locale.ROOT);
    if (head.length == 0) {
      return "The file is empty.";
    }
    if (low.startsWith("version https://git-lfs")) {
      return "The file is only a Git LFS pointer, not the model: run 'git lfs pull' in its folder,"
          + " or download the model.";
    }
    if (low.startsWith("<!doctype") || low.startsWith("<html")) {
      return "The file is a web page, saved instead of the model. Download the model again.";
    }
    if (low.startsWith("{") || low.startsWith("[")) {
      return "The file is JSON text, saved instead of the model. Download the model again.";
    }
    if (text.startsWith("PK")) {
      return "The file is a zip archive or a PyTorch file, not GGUF.";
    }
    if (text.startsWith("lmgg") || text.startsWith("tjgg") || text.startsWith("fmgg")) {
      return "The file is in the old GGML format. Look for a GGUF conversion of the model.";
    }
    if (allZero(head)) {
      return "The file starts with zeros only: room was made for a download that never filled it.";
    }
    return "The file is not GGUF, whatever its name says.";
  }

  /** What a file without the ending of GGUF is, by its name. */
  static String byName(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String known = ENDINGS.get(ending);
    return known == null ? "Its name does not end in .gguf." : "It is " + known + ".";
  }

  /** True for a file that starts as GGUF does. */
  static boolean isGguf(Path file) {
    return new String(head(file), StandardCharsets.ISO_8859_1).startsWith("GGUF");
  }

  private static boolean allZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PEEK);
    } catch (IOException e) {
      return new byte[] {1};
    }
  }
}
