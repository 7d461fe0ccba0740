package dev.hearth.wire.openai;

import dev.hearth.wire.Delta;
import dev.hearth.wire.JsonText;

/** The unchanging parts of the chunks of one reply, in the order llama-server writes them. */
final class ChunkFrame {
  private static final String UNFINISHED =
      "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":";

  private final String tail;

  ChunkFrame(Delta.Opened identity) {
    StringBuilder out = new StringBuilder(160);
    out.append(",\"created\":").append(identity.created()).append(",\"id\":");
    JsonText.quote(out, identity.id()).append(",\"model\":");
    JsonText.quote(out, identity.model());
    if (!identity.fingerprint().isEmpty()) {
      JsonText.quote(out.append(",\"system_fingerprint\":"), identity.fingerprint());
    }
    tail = out.append(",\"object\":\"chat.completion.chunk\"").toString();
  }

  /** A chunk whose delta is the given JSON. */
  String delta(String json) {
    return UNFINISHED + json + "}]" + tail + '}';
  }

  /** A chunk whose delta has one text member. */
  String text(String member, String text) {
    StringBuilder out = new StringBuilder(UNFINISHED.length() + text.length() + tail.length() + 40);
    out.append(UNFINISHED).append("{\"").append(member).append("\":");
    return JsonText.quote(out, text).append("}}]").append(tail).append('}').toString();
  }

  /** A chunk with an empty delta and more members behind the envelope, each led by a comma. */
  String withExtras(String delta, String extras) {
    return UNFINISHED + delta + "}]" + tail + extras + '}';
  }

  /** The chunk that says why the reply ended. */
  String finish(String reason, String extras) {
    return "{\"choices\":[{\"finish_reason\":"
        + JsonText.quote(reason)
        + ",\"index\":0,\"delta\":{}}]"
        + tail
        + extras
        + '}';
  }

  /** A chunk without choices. */
  String bare(String extras) {
    return "{\"choices\":[]" + tail + extras + '}';
  }
}
