package dev.hearth.desk.services;

import dev.hearth.models.library.Deletion;
import dev.hearth.models.library.LibraryChange;
import dev.hearth.models.library.Listing;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.RootStatus;
import dev.hearth.models.preset.LaunchPreset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The models of this machine and what is kept about them; no call blocks. A failed answer's message
 * is written for the person.
 */
public interface ModelShelf {
  /** The list. */
  Live<LibraryChange> models();

  /** The folders and how looking through them goes. */
  Live<List<RootStatus>> folders();

  /** Adds a folder; it stays where it is and as it is. */
  CompletableFuture<Void> addFolder(Path folder);

  /** Takes a folder out of the list; nothing in it is touched. */
  CompletableFuture<Void> removeFolder(Path folder);

  /** Switches a folder on or off. */
  CompletableFuture<Void> switchFolder(Path folder, boolean on);

  /** Looks through all folders now. */
  CompletableFuture<Void> rescan();

  /** Makes a file or folder part of the library where it lies, and says what came of it. */
  CompletableFuture<Listing> add(Path fileOrFolder);

  /** Says why a file is in the list or not. */
  CompletableFuture<Listing> why(Path file);

  /** Gives a model another name; an empty one takes it away. */
  CompletableFuture<Void> alias(String id, String alias);

  /** Marks a model as a favourite or not. */
  CompletableFuture<Void> favourite(String id, boolean favourite);

  /** Keeps free notes on a model. */
  CompletableFuture<Void> notes(String id, String text);

  /** Keeps a preset under its name and makes it the one a plain start uses. */
  CompletableFuture<Void> savePreset(String id, LaunchPreset preset);

  /** Chooses the preset a plain start uses. */
  CompletableFuture<Void> choosePreset(String id, String name);

  /** Removes a preset. */
  CompletableFuture<Void> removePreset(String id, String name);

  /** What deleting a model would remove. */
  CompletableFuture<Deletion> deletionOf(String id);

  /** Deletes a model's files. */
  CompletableFuture<Void> delete(String id);

  /** Shows a file in the system's file manager. */
  CompletableFuture<Void> reveal(Path file);

  /** A file's length. */
  CompletableFuture<Long> size(Path file);

  /** Writes the sample model into Hearth's own folder and answers when it is listed. */
  CompletableFuture<Model> addSample();
}
