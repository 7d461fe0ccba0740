package dev.hearth.desk.services;

import java.io.IOException;
import java.nio.file.Path;

/** Whether the system starts Hearth when the user logs in; calls read and write the disk. */
public interface LoginStart {
  /** Whether it does now. */
  boolean enabled();

  /** Switches it on or off. */
  void enable(boolean on) throws IOException;

  /** Where that is written, for the user to see. */
  Path file();
}
