package dev.hearth.guard;

import dev.hearth.wire.ToolCall;
import java.util.List;

/** How a whole reply was judged. */
public sealed interface Verdict {
  /** What was seen, repaired or not. */
  List<Finding> findings();

  /**
   * The reply passes as it came.
   *
   * @param calls the native calls in it
   * @param findings remarks that did not change it, such as a call cut off by the token limit
   */
  record Accepted(List<ToolCall> calls, List<Finding> findings) implements Verdict {
    public Accepted {
      calls = List.copyOf(calls);
      findings = List.copyOf(findings);
    }

    public Accepted(List<ToolCall> calls) {
      this(calls, List.of());
    }
  }

  /** Native calls that needed a harmless repair. */
  record Repaired(List<ToolCall> calls, List<Finding> findings) implements Verdict {
    public Repaired {
      calls = List.copyOf(calls);
      findings = List.copyOf(findings);
    }
  }

  /** Calls that had been written as text in the named syntax. */
  record Rescued(List<ToolCall> calls, String syntax, List<Finding> findings) implements Verdict {
    public Rescued {
      calls = List.copyOf(calls);
      findings = List.copyOf(findings);
    }
  }

  /**
   * The reply must not reach the client.
   *
   * @param findings at least one, the first is the reason
   * @param correction what to tell the model if the budget allows another attempt
   * @param lastResort the text a client gets when it does not, in addition to what this attempt has
   *     already released; never empty
   */
  record Rejected(List<Finding> findings, Correction correction, String lastResort)
      implements Verdict {
    public Rejected {
      findings = List.copyOf(findings);
    }

    /** The rule that decided. */
    public Rule rule() {
      return findings.getFirst().rule();
    }
  }
}
