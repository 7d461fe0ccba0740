package dev.hearth.proxy;

/** Whether requests go to the model server one at a time. */
public enum Serialize {
  /** Only when the server says that it has a single slot. */
  AUTO,
  ON,
  OFF
}
