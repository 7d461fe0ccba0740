package dev.hearth.wire;

/** Why a reply ended. */
public enum Finish {
  /** The model said all it wanted to say. */
  STOP,
  /** The model asked for tools. */
  TOOL_CALLS,
  /** The token limit or the context cut the reply short. */
  LENGTH,
  /** One of the client's stop sequences was met. */
  STOP_SEQUENCE,
  /** The server interrupted its own work, with tools of its own, and wants to be asked again. */
  PAUSED,
  /** The backend's filter or the model itself refused. */
  REFUSAL
}
