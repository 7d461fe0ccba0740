package dev.hearth.desk.services;

import dev.hearth.models.library.RootStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The folders models are looked for in; calls may read and write the disk. */
public interface ModelFolders {
  /** The folders, switched off ones too, and how looking through them goes. */
  Live<List<RootStatus>> folders();

  /** Adds a folder; nothing in it is touched. */
  void add(Path folder) throws IOException;

  /** Takes a folder out of the list. */
  void remove(Path folder) throws IOException;

  /** Switches a folder on or off. */
  void enable(Path folder, boolean on) throws IOException;

  /** Puts the small sample model into Hearth's own folder. */
  void addSampleModel() throws IOException;
}
