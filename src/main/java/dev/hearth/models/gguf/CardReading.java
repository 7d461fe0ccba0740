package dev.hearth.models.gguf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes a card of a header. */
final class CardReading {
  private final GgufHeader header;
  private final Metadata values;

  CardReading(GgufHeader header) {
    this.header = header;
    this.values = new Metadata(header.values());
  }

  GgufCard card() {
    Map<String, Long> sizes = sizes();
    return new GgufCard(
        header.version(),
        header.bigEndian(),
        values.architecture(),
        values.text("general.type"),
        values.text("general.name"),
        values.text("general.size_label"),
        values.text("general.license"),
        quantisation(),
        values.ofArchitecture("context_length"),
        layers(),
        width(),
        feedForward(),
        values.small("expert_count"),
        values.small("expert_used_count"),
        vocabulary(),
        values.text("tokenizer.ggml.model"),
        values.text("tokenizer.chat_template"),
        values.flag("clip.has_vision_encoder"),
        values.flag("clip.has_audio_encoder"),
        new AttentionReading(values, layers()).shape(),
        totals(sizes),
        split(),
        expectedBytes(sizes),
        header.fileBytes());
  }

  private int layers() {
    return Math.min(values.small("block_count"), Metadata.MOST_LAYERS);
  }

  /** The width of a token, or of what a projector hands to its model. */
  private int width() {
    int own = values.small("embedding_length");
    long vision = values.within("clip.vision.projection_dim", 0, Integer.MAX_VALUE);
    long audio = values.within("clip.audio.projection_dim", 0, Integer.MAX_VALUE);
    return own > 0 ? own : (int) Math.max(vision, audio);
  }

  private int feedForward() {
    long experts =
        (long) values.largest("expert_feed_forward_length") * values.small("expert_used_count")
            + values.largest("expert_shared_feed_forward_length");
    return (int) Math.clamp(experts, values.largest("feed_forward_length"), Integer.MAX_VALUE);
  }

  private long vocabulary() {
    long said = values.ofArchitecture("vocab_size");
    return said > 0 ? said : values.arrayCount("tokenizer.ggml.tokens");
  }

  private GgufCard.Split split() {
    int count = (int) values.within("split.count", 0, 100_000);
    return count <= 1
        ? GgufCard.Split.WHOLE
        : new GgufCard.Split(
            (int) values.within("split.no", 0, count - 1L),
            count,
            values.within("split.tensors.count", 0, Long.MAX_VALUE));
  }

  private String quantisation() {
    String said = FileType.label(values.number("general.file_type", -1));
    return said.isEmpty() || !values.has("general.file_type") ? commonest() : said;
  }

  /** The format most weights have, for files that do not name one. */
  private String commonest() {
    Map<TensorType, Long> elements = new EnumMap<>(TensorType.class);
    for (TensorInfo tensor : header.tensors()) {
      TensorType.of(tensor.type())
          .ifPresent(type -> elements.merge(type, tensor.elements(), Long::sum));
    }
    return elements.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().name())
        .orElse("");
  }

  /** Bytes by tensor; a tensor of an unknown format is taken to reach up to the next one. */
  private Map<String, Long> sizes() {
    List<TensorInfo> order = new ArrayList<>(header.tensors());
    order.sort(Comparator.comparingLong(TensorInfo::offset));
    Map<String, Long> sizes = new java.util.HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      TensorInfo tensor = order.get(i);
      long next =
          i + 1 < order.size()
              ? order.get(i + 1).offset()
              : Math.max(tensor.offset(), header.fileBytes() - header.dataStart());
      sizes.put(tensor.name(), tensor.sized() ? tensor.bytes() : next - tensor.offset());
    }
    return sizes;
  }

  private long expectedBytes(Map<String, Long> sizes) {
    long end = header.tensors().isEmpty() ? 0 : header.dataStart();
    for (TensorInfo tensor : header.tensors()) {
      end = Math.max(end, header.dataStart() + tensor.offset() + sizes.get(tensor.name()));
    }
    return end;
  }

  private TensorTotals totals(Map<String, Long> sizes) {
    long[] layer = new long[Math.max(layers(), 0)];
    long[] expert = new long[layer.length];
    long parameters = 0;
    long total = 0;
    long input = 0;
    long output = 0;
    for (TensorInfo tensor : header.tensors()) {
      long bytes = sizes.get(tensor.name());
      parameters = sum(parameters, tensor.elements());
      total = sum(total, bytes);
      int index = layerOf(tensor.name());
      if (index >= 0 && index < layer.length) {
        layer[index] = sum(layer[index], bytes);
        expert[index] = sum(expert[index], tensor.name().contains("_exps") ? bytes : 0);
      } else if (tensor.name().contains("token_embd")) {
        input = sum(input, bytes);
      } else if (tensor.name().startsWith("output")) {
        output = sum(output, bytes);
      }
    }
    return new TensorTotals(
        header.tensors().size(), parameters, total, boxed(layer), boxed(expert), input, output);
  }

  /** The layer a name such as {@code blk.12.attn_q.weight} belongs to; -1 for none. */
  private static int layerOf(String name) {
    if (!name.startsWith("blk.")) {
      return -1;
    }
    int end = name.indexOf('.', 4);
    String digits = end < 0 ? "" : name.substring(4, end);
    return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
  }

  /** Claimed sizes may add up to more than a number holds. */
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static List<Long> boxed(long[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }
}
