package dev.hearth.desk.settings;

import dev.hearth.desk.services.ModelFolders;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.library.RootStatus;
import java.io.IOException;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The folders with models, and what came of the last change to them. */
public final class FolderModel implements AutoCloseable {
  private final ModelFolders service;
  private final Threads threads;
  private final ObservableList<RootStatus> folders = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Watch watch;

  public FolderModel(ModelFolders service, Threads threads) {
    this.service = service;
    this.threads = threads;
    this.watch = service.folders().watch(f -> threads.fx().execute(() -> folders.setAll(f)));
  }

  /** The folders, switched off ones too. */
  public ObservableList<RootStatus> folders() {
    return folders;
  }

  /** Why the last change failed, empty when it did not. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Adds a folder. */
  public void add(Path folder) {
    run(() -> service.add(folder));
  }

  /** Takes a folder out. */
  public void remove(Path folder) {
    run(() -> service.remove(folder));
  }

  /** Switches a folder on or off. */
  public void enable(Path folder, boolean on) {
    run(() -> service.enable(folder, on));
  }

  /** Puts the sample model into Hearth's own folder. */
  public void addSample() {
    run(service::addSampleModel);
  }

  /** What a folder holds, in words. */
  public static String words(RootStatus status) {
    if (!status.problem().isEmpty()) {
      return status.problem();
    }
    if (!status.root().enabled()) {
      return "switched off";
    }
    String count =
        status.files() == 1
            ? "1 model file"
            : status.files() == 0 ? "no models" : status.files() + " model files";
    return status.scanning() ? "looking… " + count : count;
  }

  @Override
  public void close() {
    watch.close();
  }

  /** Something done to the folders. */
  private interface Deed {
    void run() throws IOException;
  }

  private void run(Deed deed) {
    threads
        .background()
        .execute(
            () -> {
              String why = outcome(deed);
              threads.fx().execute(() -> problem.set(why));
            });
  }

  private static String outcome(Deed deed) {
    try {
      deed.run();
      return "";
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
