package dev.hearth.practice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What the practice server says about itself, in llama-server's shapes. */
final class Listings {
  static final String MODEL = "practice";
  static final String BUILD = "hearth-practice";

  private static final String DESCRIPTION =
      "Scripted replies for trying out Hearth. Not a language model.";

  private final PracticeSettings settings;
  private final long created;
  private final String template = ClockworkModel.chatTemplate();
  private final ObjectNode sampling = sampling();

  Listings(PracticeSettings settings, long created) {
    this.settings = settings;
    this.created = created;
  }

  ObjectNode props() {
    ObjectNode props = Json.object();
    ObjectNode defaults = props.putObject("default_generation_settings");
    defaults.set("params", params(-1));
    defaults.put("n_ctx", settings.contextSize());
    props.put("total_slots", settings.slots());
    props.put("model_alias", MODEL);
    props.put("model_ftype", "scripted");
    props.put("model_path", MODEL);
    ObjectNode modalities = props.putObject("modalities");
    List.of("vision", "video", "audio").forEach(name -> modalities.put(name, false));
    props.put("media_marker", "<__media__>");
    props.put("endpoint_slots", true);
    props.put("endpoint_props", false);
    props.put("endpoint_metrics", true);
    props.put("ui", false);
    props.putObject("ui_settings");
    props.put("chat_template", template);
    props.set("chat_template_caps", templateCaps());
    props.put("bos_token", "<|endoftext|>");
    props.put("eos_token", "<|im_end|>");
    props.put("build_info", BUILD);
    props.put("is_sleeping", false).put("cors_proxy_enabled", false);
    return props;
  }

  ObjectNode models() {
    ObjectNode models = Json.object();
    ObjectNode old = models.putArray("models").addObject();
    old.put("name", MODEL).put("model", MODEL);
    List.of("modified_at", "size", "digest").forEach(name -> old.put(name, ""));
    old.put("type", "model").put("description", DESCRIPTION);
    old.putArray("tags").add("practice");
    old.putArray("capabilities").add("completion");
    old.put("parameters", "");
    ObjectNode details = old.putObject("details");
    details.put("parent_model", "").put("format", "scripted").put("family", MODEL);
    details.putArray("families").add(MODEL);
    details.put("parameter_size", "0").put("quantization_level", "none");
    models.put("object", "list");
    models.putArray("data").add(model());
    return models;
  }

  private ObjectNode model() {
    ObjectNode model = Json.object();
    model.put("id", MODEL);
    model.putArray("aliases").add(MODEL);
    model.putArray("tags").add("practice");
    model.put("object", "model");
    ObjectNode architecture = model.putObject("architecture");
    architecture.putArray("input_modalities").add("text");
    architecture.putArray("output_modalities").add("text");
    model.put("created", created);
    model.put("owned_by", BUILD);
    ObjectNode meta = model.putObject("meta");
    meta.put("vocab_type", 0).put("n_vocab", Tokens.COUNT);
    meta.put("n_ctx", settings.contextSize()).put("n_ctx_train", settings.contextSize());
    meta.put("n_embd", 0).put("n_params", 0).put("size", 0).put("ftype", "scripted");
    return model;
  }

  ArrayNode slots(SlotPool pool) {
    ArrayNode slots = Json.array();
    for (SlotPool.Slot slot : pool.slots()) {
      ObjectNode node = slots.addObject();
      node.put("id", slot.id()).put("n_ctx", settings.contextSize());
      node.put("speculative", false).put("is_processing", slot.busy());
      if (slot.busy()) {
        node.put("id_task", slot.task());
        node.put("n_prompt_tokens", slot.promptTokens() + slot.decoded());
        node.put("n_prompt_tokens_processed", slot.promptProcessed());
        node.put("n_prompt_tokens_cache", 0);
        node.set("params", params(slot.limit()));
        ObjectNode next = node.putArray("next_token").addObject();
        next.put("has_next_token", true).put("has_new_line", false);
        next.put("n_remain", slot.limit() < 0 ? -1 : slot.limit() - slot.decoded());
        next.put("n_decoded", slot.decoded());
      }
    }
    return slots;
  }

  private ObjectNode params(int limit) {
    return sampling.deepCopy().put("max_tokens", limit).put("n_predict", limit);
  }

  /** Every sampling parameter llama-server has, because clients look for them; none is obeyed. */
  private static ObjectNode sampling() {
    try (InputStream in = Listings.class.getResourceAsStream("sampling.json")) {
      return (ObjectNode) Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode templateCaps() {
    ObjectNode caps = Json.object();
    caps.put("supports_object_arguments", true).put("supports_parallel_tool_calls", true);
    caps.put("supports_preserve_reasoning", true).put("supports_reasoning_effort", false);
    caps.put("supports_string_content", true).put("supports_system_role", true);
    caps.put("supports_tool_calls", true).put("supports_tools", true);
    caps.put("supports_typed_content", true);
    return caps;
  }
}
