package dev.hearth.practice.gguf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes the sample model: a tiny, valid GGUF whose weights are built by hand rather than trained,
 * so that a real llama-server gives known answers with it.
 *
 * <ul>
 *   <li>a user message: "Hello! I am Tiny, a clockwork test model. I always give this answer."
 *   <li>a user message with tools offered: a tool call whose free strings are {@link
 *       Options#string()}, numbers 42, booleans true and arrays empty
 *   <li>a tool result: "The tool answered. All done."
 *   <li>{@code [[text]]}, {@code [[think]]} or {@code [[long]]} in the user message: the text reply
 *       in spite of tools, reasoning before the reply, or counting without end
 * </ul>
 */
public final class ClockworkModel {
  private static final String ARCHITECTURE = "llama";
  private static final int FILE_TYPE_F16 = 1;
  private static final int QUANTIZATION_VERSION = 2;
  private static final double NORM_EPSILON = 1e-6;

  private ClockworkModel() {}

  /**
   * What can be chosen about the model.
   *
   * @param name the name in its metadata
   * @param contextLength the context it claims to be trained for
   * @param layers how many layers; all but the first are dead weight that makes it slower
   * @param feedForward the feed-forward width; more makes it larger and slower
   * @param string what a free string in a tool call becomes
   * @param chatTemplate whether its metadata holds a chat template
   */
  public record Options(
      String name,
      int contextLength,
      int layers,
      int feedForward,
      String string,
      boolean chatTemplate) {
    public Options {
      if (contextLength < 1 || layers < 1 || feedForward < 1) {
        throw new IllegalArgumentException(
            "Context length, layers and feed-forward width must be at least 1.");
      }
      if (string.length() < 2) {
        throw new IllegalArgumentException("The free string needs at least two characters.");
      }
    }

    /** The sample model as it ships. */
    public static Options defaults() {
      return new Options("Tiny Clockwork", 8192, 1, 32, "alpha", true);
    }

    public Options withName(String value) {
      return new Options(value, contextLength, layers, feedForward, string, chatTemplate);
    }

    public Options withContextLength(int value) {
      return new Options(name, value, layers, feedForward, string, chatTemplate);
    }

    /** A slower, larger model; 12 layers of 16384 make 190 MB and some 40 to 80 tokens a second. */
    public Options withSize(int newLayers, int newFeedForward) {
      return new Options(name, contextLength, newLayers, newFeedForward, string, chatTemplate);
    }

    public Options withString(String value) {
      return new Options(name, contextLength, layers, feedForward, value, chatTemplate);
    }

    public Options withoutChatTemplate() {
      return new Options(name, contextLength, layers, feedForward, string, false);
    }
  }

  /** Writes the sample model with its defaults. */
  public static void write(Path file) throws IOException {
    write(file, Options.defaults());
  }

  /** Writes the model; the file appears whole or not at all. */
  public static void write(Path file, Options options) throws IOException {
    GgufFile gguf = describe(options);
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path part = Files.createTempFile(target.getParent(), ".clockwork", ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        gguf.writeTo(out);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The model's chat template: ChatML with tool calls in {@code <tool_call>} tags. */
  public static String chatTemplate() {
    try (InputStream in = ClockworkModel.class.getResourceAsStream("chat-template.jinja")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GgufFile describe(Options options) {
    Vocabulary vocabulary = new Vocabulary(options.string());
    StateMachine machine = new StateMachine(vocabulary, options.string());
    GgufFile gguf = new GgufFile();
    describeModel(gguf, options, vocabulary, machine.width());
    describeTokenizer(gguf, vocabulary);
    if (options.chatTemplate()) {
      gguf.string("tokenizer.chat_template", chatTemplate());
    }
    addTensors(gguf, options, vocabulary, machine);
    return gguf;
  }

  private static void describeModel(
      GgufFile gguf, Options options, Vocabulary vocabulary, int width) {
    int headWidth = StateMachine.HEAD_WIDTH;
    gguf.string("general.architecture", ARCHITECTURE);
    gguf.string("general.type", "model");
    gguf.string("general.name", options.name());
    gguf.string("general.basename", "tiny");
    gguf.string("general.size_label", 2 * vocabulary.size() * width / 1000 + "K");
    gguf.string("general.license", "cc0-1.0");
    gguf.u32("general.file_type", FILE_TYPE_F16);
    gguf.u32("general.quantization_version", QUANTIZATION_VERSION);
    gguf.u32("llama.context_length", options.contextLength());
    gguf.u32("llama.embedding_length", width);
    gguf.u32("llama.block_count", options.layers());
    gguf.u32("llama.feed_forward_length", options.feedForward());
    gguf.u32("llama.attention.head_count", StateMachine.HEADS);
    gguf.u32("llama.attention.head_count_kv", StateMachine.HEADS);
    gguf.u32("llama.attention.key_length", headWidth);
    gguf.u32("llama.attention.value_length", headWidth);
    gguf.f32("llama.attention.layer_norm_rms_epsilon", NORM_EPSILON);
    gguf.u32("llama.rope.dimension_count", headWidth);
    gguf.f32("llama.rope.freq_base", ropeBase(options.contextLength(), headWidth));
    gguf.u32("llama.vocab_size", vocabulary.size());
  }

  /** Makes the slowest rotary pair turn an eighth of a circle over the whole context. */
  private static double ropeBase(int contextLength, int headWidth) {
    double slowest = Math.PI / 4 / contextLength;
    return Math.pow(slowest, -(double) headWidth / (headWidth - 2));
  }

  private static void describeTokenizer(GgufFile gguf, Vocabulary vocabulary) {
    gguf.string("tokenizer.ggml.model", "gpt2");
    gguf.string("tokenizer.ggml.pre", "gpt-2");
    gguf.strings("tokenizer.ggml.tokens", vocabulary.texts());
    gguf.integers("tokenizer.ggml.token_type", vocabulary.types());
    gguf.strings("tokenizer.ggml.merges", List.of(vocabulary.merge()));
    gguf.u32("tokenizer.ggml.bos_token_id", vocabulary.id(Phrases.END_OF_TEXT));
    gguf.u32("tokenizer.ggml.eos_token_id", vocabulary.id(Phrases.TURN_END));
    gguf.u32("tokenizer.ggml.padding_token_id", vocabulary.id(Phrases.END_OF_TEXT));
    gguf.bool("tokenizer.ggml.add_bos_token", false);
  }

  private static void addTensors(
      GgufFile gguf, Options options, Vocabulary vocabulary, StateMachine machine) {
    int width = machine.width();
    gguf.tensor(
        new Tensor.Matrix("token_embd.weight", vocabulary.size(), width, machine.embedding()));
    for (int layer = 0; layer < options.layers(); layer++) {
      addLayer(gguf, "blk." + layer + ".", options.feedForward(), machine, layer == 0);
    }
    gguf.tensor(new Tensor.Ones("output_norm.weight", width));
    gguf.tensor(new Tensor.Matrix("output.weight", vocabulary.size(), width, machine.output()));
  }

  private static void addLayer(
      GgufFile gguf, String block, int feedForward, StateMachine machine, boolean alive) {
    int width = machine.width();
    int heads = StateMachine.HEADS * StateMachine.HEAD_WIDTH;
    List<Tensor.Cell> dead = List.of();
    gguf.tensor(new Tensor.Ones(block + "attn_norm.weight", width));
    gguf.tensor(matrix(block + "attn_q", heads, width, alive ? machine.query() : dead));
    gguf.tensor(matrix(block + "attn_k", heads, width, alive ? machine.key() : dead));
    gguf.tensor(matrix(block + "attn_v", heads, width, alive ? machine.value() : dead));
    gguf.tensor(
        matrix(block + "attn_output", width, heads, alive ? machine.attentionOutput() : dead));
    gguf.tensor(new Tensor.Ones(block + "ffn_norm.weight", width));
    gguf.tensor(matrix(block + "ffn_gate", feedForward, width, dead));
    gguf.tensor(matrix(block + "ffn_up", feedForward, width, dead));
    gguf.tensor(matrix(block + "ffn_down", width, feedForward, dead));
  }

  private static Tensor matrix(String name, int rows, int columns, List<Tensor.Cell> cells) {
    return new Tensor.Matrix(name + ".weight", rows, columns, cells);
  }
}
