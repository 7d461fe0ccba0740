package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelFolders;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.library.RootStatus;
import dev.hearth.practice.gguf.ClockworkModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** The library's folders, for the desk. */
public final class LibraryFolders implements ModelFolders, AutoCloseable {
  private static final String SAMPLE = "clockwork-sample.gguf";

  private final ModelLibrary library;
  private final LiveValue<List<RootStatus>> folders;
  private final ModelLibrary.Subscription subscription;

  /** Folders of a library that its owner closes. */
  public LibraryFolders(ModelLibrary library) {
    this.library = library;
    this.folders = new LiveValue<>(library.rootStatus());
    this.subscription = library.addListener(change -> refresh());
  }

  @Override
  public Live<List<RootStatus>> folders() {
    return folders;
  }

  @Override
  public void add(Path folder) throws IOException {
    change(() -> library.addRoot(folder));
  }

  @Override
  public void remove(Path folder) throws IOException {
    change(() -> library.removeRoot(folder));
  }

  @Override
  public void enable(Path folder, boolean on) throws IOException {
    change(() -> library.setRootEnabled(folder, on));
  }

  @Override
  public void addSampleModel() throws IOException {
    Path own =
        library.roots().stream()
            .filter(LibraryRoot::own)
            .map(LibraryRoot::path)
            .findFirst()
            .orElseThrow(() -> new IOException("Hearth has no folder of its own for models."));
    Files.createDirectories(own);
    ClockworkModel.write(own.resolve(SAMPLE));
    change(() -> library.setRootEnabled(own, true));
    library.rescan();
  }

  private void change(Runnable deed) throws IOException {
    try {
      deed.run();
    } catch (IllegalArgumentException | NoSuchElementException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      refresh();
    }
  }

  private void refresh() {
    folders.set(library.rootStatus());
  }

  @Override
  public void close() {
    subscription.close();
  }
}
