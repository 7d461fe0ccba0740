package dev.hearth.desk.tour;

import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelFolders;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.RootStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders that exist in a list only. */
public final class FakeFolders implements ModelFolders {
  public final LiveValue<List<RootStatus>> folders = new LiveValue<>(List.of());
  public boolean sampleAdded;

  /** What a machine with two other programs looks like. */
  public static FakeFolders usual() {
    FakeFolders fake = new FakeFolders();
    fake.folders.set(
        List.of(
            status("/home/ada/.local/share/hearth/models", "Hearth", 0, true),
            status("/home/ada/.cache/huggingface/hub", "Hugging Face cache", 12, false),
            status("/home/ada/.lmstudio/models", "LM Studio", 3, false)));
    return fake;
  }

  private static RootStatus status(String path, String label, int files, boolean own) {
    return new RootStatus(new LibraryRoot(Path.of(path), label, true, own), false, files, true, "");
  }

  @Override
  public LiveValue<List<RootStatus>> folders() {
    return folders;
  }

  @Override
  public void add(Path folder) throws IOException {
    if (folder.toString().endsWith(".gguf")) {
      throw new IOException(folder + " is a file. Add the folder it lies in.");
    }
    folders.update(
        old -> {
          List<RootStatus> next = new ArrayList<>(old);
          next.add(status(folder.toString(), folder.getFileName().toString(), 1, false));
          return next;
        });
  }

  @Override
  public void remove(Path folder) {
    folders.update(old -> old.stream().filter(s -> !s.root().path().equals(folder)).toList());
  }

  @Override
  public void enable(Path folder, boolean on) {
    folders.update(
        old ->
            old.stream()
                .map(
                    s ->
                        s.root().path().equals(folder)
                            ? new RootStatus(
                                new LibraryRoot(folder, s.root().label(), on, s.root().own()),
                                false,
                                on ? s.files() : 0,
                                on,
                                "")
                            : s)
                .toList());
  }

  @Override
  public void addSampleModel() {
    sampleAdded = true;
  }
}
