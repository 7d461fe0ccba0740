package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ModelFolders;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.models.library.RootStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The folders of the shelf, for those who may wait. */
record LibraryFolders(ModelShelf shelf) implements ModelFolders {
  @Override
  public Live<List<RootStatus>> folders() {
    return shelf.folders();
  }

  @Override
  public void add(Path folder) throws IOException {
    await(shelf.addFolder(folder));
  }

  @Override
  public void remove(Path folder) throws IOException {
    await(shelf.removeFolder(folder));
  }

  @Override
  public void enable(Path folder, boolean on) throws IOException {
    await(shelf.switchFolder(folder, on));
  }

  @Override
  public void addSampleModel() throws IOException {
    await(shelf.addSample());
  }

  private static void await(CompletableFuture<?> change) throws IOException {
    try {
      change.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException known
          ? known
          : new IOException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
