package dev.hearth.guard;

/** Everything the guard can find, under the name the user sees and switches. */
public enum Rule {
  /** A call names a tool that was not offered. */
  UNKNOWN_TOOL,
  /** The client asked for one tool and the model called another. */
  WRONG_TOOL,
  /** Several calls where the client wants one at a time. */
  PARALLEL_CALLS,
  /** A call's name matches exactly one tool but for case and punctuation. */
  NEAR_MISS_NAME,
  /** Arguments are not a JSON object. */
  MALFORMED_ARGUMENTS,
  /** Arguments break the tool's schema. */
  SCHEMA,
  /** The tool's schema cannot be understood, so its arguments pass unchecked. */
  SCHEMA_UNUSABLE,
  /** Arguments broke the schema in a way that has one harmless reading. */
  COERCED_ARGUMENT,
  /** A call was written as text. */
  CALL_AS_TEXT,
  /** Text that looks like a call nobody can read. */
  BROKEN_CALL_AS_TEXT,
  /** Prose where a call was due. */
  PROSE_INSTEAD_OF_CALL,
  /** The reply is empty. */
  EMPTY_REPLY,
  /** The reply repeats itself without end. */
  REPETITION,
  /** The reply was cut off inside a call. */
  TRUNCATED_CALL
}
