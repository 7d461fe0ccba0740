package dev.hearth.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The next piece of a reply as it streams from a backend or to a client. */
public sealed interface Delta {
  /**
   * The reply has begun.
   *
   * @param id the backend's id of the reply, empty when it has none
   * @param model the model as the backend names it, empty when it does not say
   * @param created seconds since 1970, 0 when the backend does not say
   * @param fingerprint the backend's build or configuration, empty when it does not say
   */
  record Opened(String id, String model, long created, String fingerprint) implements Delta {
    public Opened(String id, String model) {
      this(id, model, 0, "");
    }
  }

  /** Visible prose. */
  record Text(String text) implements Delta {}

  /** Thinking that is not part of the visible answer. */
  record Reasoning(String text) implements Delta {}

  /** The backend's proof of the thinking just told; it wants it back unchanged. */
  record Signature(String value) implements Delta {}

  /**
   * A part of the reply that only the protocol it came in can say, complete and in its place.
   *
   * @param block as it began
   * @param growth what was added to it, in order
   */
  record Foreign(JsonNode block, List<JsonNode> growth) implements Delta {
    public Foreign {
      growth = List.copyOf(growth);
    }
  }

  /** A native call begins; {@code index} tells calls of one reply apart. */
  record CallStart(int index, String id, String name) implements Delta {}

  /** More of a native call's arguments. */
  record CallArguments(int index, String fragment) implements Delta {}

  /** The backend is reading the prompt. */
  record Prefill(long total, long cached, long processed, long millis) implements Delta {}

  /** Token counts; a later one replaces an earlier one. */
  record Tokens(Usage usage) implements Delta {}

  /**
   * The reply is complete; nothing follows.
   *
   * @param stopSequence the stop sequence met, or empty
   * @param extras what else the backend reported about the whole reply, such as its {@code timings}
   *     and its own {@code usage} object, by field name
   */
  record Ended(Finish finish, String stopSequence, Map<String, JsonNode> extras) implements Delta {
    public Ended {
      extras = Map.copyOf(extras);
    }

    public Ended(Finish finish, String stopSequence) {
      this(finish, stopSequence, Map.of());
    }

    public Ended(Finish finish) {
      this(finish, "");
    }
  }
}
