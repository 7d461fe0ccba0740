package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.models.library.Deletion;
import dev.hearth.models.library.FileReveal;
import dev.hearth.models.library.LibraryChange;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.Listing;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.library.RootStatus;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.practice.gguf.ClockworkModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The library for the desk. */
final class DeskShelf implements ModelShelf, AutoCloseable {
  /** In a folder of its own, beside what is downloaded. */
  static final Path SAMPLE = Path.of("hearth", "tiny-clockwork.gguf");

  private final ModelLibrary library;
  private final Path own;
  private final FileReveal reveal;
  private final Executor work;

  /** Changes are made in the order they were asked for. */
  private final ExecutorService changes =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("desk-shelf").factory());

  private final LiveValue<LibraryChange> models;
  private final LiveValue<List<RootStatus>> folders;
  private final ModelLibrary.Subscription subscription;

  DeskShelf(ModelLibrary library, Path own, FileReveal reveal, Executor work) {
    this.library = library;
    this.own = own;
    this.reveal = reveal;
    this.work = work;
    models = new LiveValue<>(new LibraryChange(library.list(), library.scanning()));
    folders = new LiveValue<>(List.of());
    subscription =
        library.addListener(
            change -> {
              models.set(change);
              folders.set(library.rootStatus());
            });
  }

  @Override
  public Live<LibraryChange> models() {
    return models;
  }

  @Override
  public Live<List<RootStatus>> folders() {
    return folders;
  }

  @Override
  public CompletableFuture<Void> addFolder(Path folder) {
    return change(() -> addRoot(folder));
  }

  @Override
  public CompletableFuture<Void> removeFolder(Path folder) {
    return change(() -> library.removeRoot(folder));
  }

  @Override
  public CompletableFuture<Void> switchFolder(Path folder, boolean on) {
    return change(() -> library.setRootEnabled(folder, on));
  }

  @Override
  public CompletableFuture<Void> rescan() {
    return library.rescan().thenRunAsync(this::tellFolders, work);
  }

  @Override
  public CompletableFuture<Listing> add(Path fileOrFolder) {
    Path path = fileOrFolder.toAbsolutePath().normalize();
    return CompletableFuture.supplyAsync(() -> included(path), changes)
        .thenCompose(
            listed ->
                listed
                    ? CompletableFuture.completedFuture(null)
                    : library.rescan().thenRunAsync(this::tellFolders, work))
        .thenApplyAsync(done -> library.why(path), work);
  }

  /** True where it is listed already; else its folder belongs to the library afterwards. */
  private boolean included(Path path) {
    if (Files.isDirectory(path)) {
      addRoot(path);
      return false;
    }
    if (Files.notExists(path) || library.why(path).listed()) {
      return true;
    }
    boolean inside = library.roots().stream().map(LibraryRoot::path).anyMatch(path::startsWith);
    if (!inside) {
      addRoot(path.getParent());
    }
    return false;
  }

  private void addRoot(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          Files.exists(folder)
              ? folder + " is a file. Add the folder it lies in."
              : "There is no folder " + folder + ".");
    }
    library.addRoot(folder);
  }

  @Override
  public CompletableFuture<Listing> why(Path file) {
    return supply(() -> library.why(file));
  }

  @Override
  public CompletableFuture<Void> alias(String id, String alias) {
    return change(() -> library.setAlias(id, alias));
  }

  @Override
  public CompletableFuture<Void> favourite(String id, boolean favourite) {
    return change(() -> library.setFavourite(id, favourite));
  }

  @Override
  public CompletableFuture<Void> notes(String id, String text) {
    return change(() -> library.setText(id, text));
  }

  @Override
  public CompletableFuture<Void> savePreset(String id, LaunchPreset preset) {
    return change(
        () -> {
          library.savePreset(id, preset);
          library.choosePreset(id, preset.name());
        });
  }

  @Override
  public CompletableFuture<Void> choosePreset(String id, String name) {
    return change(() -> library.choosePreset(id, name));
  }

  @Override
  public CompletableFuture<Void> removePreset(String id, String name) {
    return change(() -> library.removePreset(id, name));
  }

  @Override
  public CompletableFuture<Deletion> deletionOf(String id) {
    return supply(() -> library.deletionOf(id));
  }

  @Override
  public CompletableFuture<Void> delete(String id) {
    return supply(() -> library.delete(id)).thenCompose(rescanned -> rescanned);
  }

  @Override
  public CompletableFuture<Void> reveal(Path file) {
    return supply(
        () -> {
          reveal.show(file);
          return null;
        });
  }

  @Override
  public CompletableFuture<Long> size(Path file) {
    return supply(() -> Files.size(file));
  }

  @Override
  public CompletableFuture<Model> addSample() {
    Path file = own.resolve(SAMPLE).toAbsolutePath().normalize();
    return supply(
            () -> {
              if (Files.notExists(file)) {
                ClockworkModel.write(file);
              }
              if (library.roots().stream()
                  .noneMatch(r -> r.enabled() && file.startsWith(r.path()))) {
                library.addRoot(own);
              }
              return library.rescan();
            })
        .thenCompose(rescanned -> rescanned)
        .thenApplyAsync(
            done ->
                library.list().stream()
                    .filter(m -> m.path().equals(file))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(library.why(file).reason())),
            work);
  }

  private CompletableFuture<Void> change(Runnable what) {
    return CompletableFuture.runAsync(what, changes).thenRunAsync(this::tellFolders, work);
  }

  private void tellFolders() {
    folders.set(library.rootStatus());
  }

  private <T> CompletableFuture<T> supply(Callable<T> what) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return what.call();
          } catch (IOException e) {
            throw new CompletionException(
                e.getClass() == IOException.class ? e : new IOException(words(e), e));
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        work);
  }

  /** The system's own exceptions say little more than the file's name. */
  private static String words(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied ->
          "Hearth may not change " + denied.getFile() + ". Check the file's permissions.";
      case java.nio.file.NoSuchFileException gone -> "There is no file " + gone.getFile() + ".";
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  public void close() {
    subscription.close();
    changes.close();
  }
}
