package dev.hearth.desk.models;

import dev.hearth.models.ability.ToolAbility;
import dev.hearth.models.fit.Gpu;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.gguf.AttentionShape;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.TensorTotals;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelNotes;
import dev.hearth.models.library.ModelState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Models as a person may have them. */
final class SampleModels {
  static final long GIB = 1L << 30;

  /** 64 GB of RAM and a 24 GB card. */
  static final MachineMemory MACHINE =
      new MachineMemory(
          64 * GIB,
          41 * GIB,
          List.of(new Gpu("CUDA0", "NVIDIA RTX 4090", 24 * GIB, 22 * GIB, false)));

  private static final String TOOLS =
      "{% if tools %}<tools>{{ tools | tojson }}</tools>{% endif %}{% for m in messages %}"
          + "{% if m.tool_calls %}<tool_call>{{ m.tool_calls }}</tool_call>{% endif %}"
          + "{{ m.content }}{% endfor %}";

  private SampleModels() {}

  static List<Model> several() {
    List<Model> all = new ArrayList<>();
    Model coder =
        model(
            "Qwen3-Coder-30B-A3B-Instruct-Q4_K_M",
            "Qwen3 Coder 30B",
            "qwen3moe",
            "Q4_K_M",
            18 * GIB,
            262_144,
            48);
    all.add(used(coder, true, Duration.ofHours(2)));
    all.add(model("Qwen3-32B-Q8_0", "Qwen3 32B", "qwen3", "Q8_0", 34 * GIB, 40_960, 64));
    all.add(
        used(
            model("Qwen3-4B-Q6_K", "Qwen3 4B", "qwen3", "Q6_K", 3 * GIB, 40_960, 36),
            false,
            Duration.ofDays(3)));
    all.add(model("gpt-oss-20b-MXFP4", "gpt-oss 20b", "gpt-oss", "MXFP4", 12 * GIB, 131_072, 24));
    all.add(
        model("gemma-3-27b-it-Q4_0", "Gemma 3 27b It", "gemma3", "Q4_0", 16 * GIB, 131_072, 62));
    all.add(
        model(
            "Meta-Llama-3.1-70B-Instruct-Q8_0",
            "Meta Llama 3.1 70B Instruct",
            "llama",
            "Q8_0",
            75 * GIB,
            131_072,
            80));
    all.add(
        broken(
            "mistral-small-24b-Q4_K_M",
            new ModelState(
                ModelState.Kind.CORRUPT,
                "The file is 3.1 GB short of what its header says. Download it again.")));
    return all;
  }

  static List<Model> many(int count) {
    List<Model> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          model(
              "Maker" + (char) ('a' + i % 20) + "-" + i + "B-Q4_K_M",
              "Maker" + (char) ('a' + i % 20) + " " + i + "B",
              "llama",
              "Q4_K_M",
              (1 + i % 40) * GIB,
              131_072,
              32 + i % 48));
    }
    return all;
  }

  static Model model(
      String alias, String name, String arch, String quant, long bytes, long context, int layers) {
    Path path = Path.of("/home/ada/models/" + alias + ".gguf");
    String template = arch.equals("gemma3") ? "{{ messages }}" : TOOLS;
    return new Model(
        Integer.toHexString(alias.hashCode()),
        alias,
        name,
        path,
        List.of(path),
        List.of(),
        bytes,
        0,
        path.getParent(),
        card(name, arch, quant, bytes, context, layers, template),
        ModelState.COMPLETE,
        ToolAbility.of(template),
        ModelNotes.NONE);
  }

  static GgufCard card(
      String name,
      String arch,
      String quant,
      long bytes,
      long context,
      int layers,
      String template) {
    return new GgufCard(
        3,
        false,
        arch,
        "model",
        name,
        "",
        "apache-2.0",
        quant,
        context,
        layers,
        4096,
        12_288,
        arch.endsWith("moe") ? 128 : 0,
        arch.endsWith("moe") ? 8 : 0,
        151_936,
        "gpt2",
        template,
        arch.equals("gemma3"),
        false,
        new AttentionShape(32, Collections.nCopies(layers, 8), 128, 128, 0, List.of(), 0, 0),
        new TensorTotals(
            300,
            bytes * 8 / 5,
            bytes,
            Collections.nCopies(layers, bytes / (layers + 2)),
            Collections.nCopies(layers, arch.endsWith("moe") ? bytes / (layers + 2) * 9 / 10 : 0L),
            bytes / (layers + 2),
            bytes / (layers + 2)),
        GgufCard.Split.WHOLE,
        bytes,
        bytes);
  }

  private static Model used(Model model, boolean favourite, Duration ago) {
    return noted(
        model,
        new ModelNotes(
            "", favourite, Instant.now().minus(ago).toEpochMilli(), "", null, List.of()));
  }

  private static Model broken(String alias, ModelState state) {
    Model m = model(alias, alias, "llama", "Q4_K_M", 11 * GIB, 32_768, 40);
    return new Model(
        m.id(),
        m.alias(),
        m.name(),
        m.path(),
        m.parts(),
        m.projectors(),
        m.totalBytes(),
        0,
        m.root(),
        m.card(),
        state,
        m.ability(),
        m.notes());
  }

  static Model noted(Model m, ModelNotes notes) {
    return new Model(
        m.id(),
        notes.alias().isEmpty() ? m.alias() : notes.alias(),
        m.name(),
        m.path(),
        m.parts(),
        m.projectors(),
        m.totalBytes(),
        m.modifiedMillis(),
        m.root(),
        m.card(),
        m.state(),
        m.ability(),
        notes);
  }
}
