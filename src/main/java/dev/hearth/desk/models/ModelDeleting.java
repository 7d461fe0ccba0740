package dev.hearth.desk.models;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.ModelsService;
import dev.hearth.desk.shell.Shell;
import dev.hearth.models.library.Model;
import java.util.concurrent.CompletableFuture;

/** Deletes a model's files, after every one of them was named. */
final class ModelDeleting {
  private final Shell shell;
  private final ModelsService service;
  private final CardModel card;

  ModelDeleting(Shell shell, ModelsService service, CardModel card) {
    this.shell = shell;
    this.service = service;
    this.card = card;
  }

  /** Asks about the model whose card is shown. */
  void ask() {
    card.modelProperty().get().ifPresent(this::ask);
  }

  private void ask(Model model) {
    service
        .shelf()
        .deletionOf(model.id())
        .whenCompleteAsync(
            (deletion, failure) -> {
              if (failure == null) {
                shell
                    .overlay()
                    .show(
                        new DeletePanel(
                            model, deletion, () -> delete(model), shell.overlay()::close));
              } else {
                told(failure);
              }
            },
            FxThread.EXECUTOR);
  }

  private void delete(Model model) {
    boolean runs = !card.runProperty().get().state().resting();
    CompletableFuture<Void> stopped =
        runs ? service.runs().stop(model.alias()) : CompletableFuture.completedFuture(null);
    stopped
        .thenCompose(gone -> service.shelf().delete(model.id()))
        .whenCompleteAsync(
            (done, failure) -> {
              if (failure != null) {
                told(failure);
              }
            },
            FxThread.EXECUTOR);
  }

  private void told(Throwable failure) {
    shell.notices().problem("Not deleted", LaunchModel.words(failure), () -> {});
  }
}
