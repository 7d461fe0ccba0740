package dev.hearth.desk.models;

import dev.hearth.desk.services.HubTransfer;
import dev.hearth.desk.services.ModelHub;
import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.fit.FitRequest;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.TensorTotals;
import dev.hearth.models.hub.HubChoice;
import dev.hearth.models.hub.HubFile;
import dev.hearth.models.hub.HubListing;
import dev.hearth.models.hub.HubModel;
import dev.hearth.models.preset.LaunchPreset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Searching the hub, choosing a quantisation that fits, and beginning its download. */
final class GetModel {
  /** A model to download with what is known of its fit. */
  record Offer(HubChoice choice, FitWord fit, boolean usual) {}

  /** A repository and what it offers. */
  record Repository(HubListing listing, List<Offer> offers, Optional<HubFile> projector) {}

  private final ModelHub hub;
  private final Supplier<Optional<MachineMemory>> machine;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<List<HubModel>> found =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Repository>> repository =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private int asked;

  GetModel(ModelHub hub, Supplier<Optional<MachineMemory>> machine, Executor fx) {
    this.hub = hub;
    this.machine = machine;
    this.fx = fx;
  }

  ReadOnlyObjectProperty<List<HubModel>> foundProperty() {
    return found.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Repository>> repositoryProperty() {
    return repository.getReadOnlyProperty();
  }

  /** What a person should know: nothing found, or what went wrong and what to do. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  boolean hasToken() {
    return hub.hasToken();
  }

  /** Searches; a pasted address or {@code owner/repo} is opened at once. */
  void search(String words) {
    String text = words.strip();
    if (text.isEmpty()) {
      return;
    }
    if (text.contains("://") || text.matches("[^\\s/]+/[^\\s/]+")) {
      open(text);
      return;
    }
    repository.set(Optional.empty());
    ask(
        hub.search(text),
        models -> {
          found.set(List.copyOf(models));
          message.set(
              models.isEmpty()
                  ? "The hub has no GGUF model that fits these words. Try fewer of them."
                  : "");
        });
  }

  /** Shows what a repository offers. */
  void open(String reference) {
    ask(
        hub.list(reference),
        listing -> {
          show(listing, Optional.empty());
          weigh(listing);
        });
  }

  /** Back to what was found. */
  void back() {
    asked++;
    busy.set(false);
    message.set("");
    repository.set(Optional.empty());
  }

  /** Begins a download, with the projector that goes with the model. */
  CompletableFuture<HubTransfer> download(Offer offer) {
    Repository from = repository.get().orElseThrow();
    HubChoice choice = from.projector().map(offer.choice()::with).orElse(offer.choice());
    CompletableFuture<HubTransfer> begun = hub.download(from.listing(), choice);
    begun.whenCompleteAsync(
        (transfer, failure) -> message.set(failure == null ? "" : LaunchModel.words(failure)), fx);
    return begun;
  }

  /** One header tells the shape of all: quantisations of a model differ in their weights' size. */
  private void weigh(HubListing listing) {
    Optional<HubChoice> whole =
        listing.choices().stream().filter(c -> c.files().size() == 1).findFirst();
    whole.ifPresent(
        choice ->
            hub.card(listing, choice)
                .thenAcceptAsync(
                    card -> {
                      if (repository.get().filter(r -> r.listing() == listing).isPresent()) {
                        show(listing, Optional.of(card));
                      }
                    },
                    fx));
  }

  private void show(HubListing listing, Optional<GgufCard> card) {
    Optional<HubChoice> usual = usual(listing);
    List<Offer> offers =
        listing.choices().stream()
            .map(c -> new Offer(c, fit(c, card), usual.equals(Optional.of(c))))
            .toList();
    repository.set(Optional.of(new Repository(listing, offers, listing.projector())));
    message.set(
        offers.isEmpty()
            ? "This repository holds no GGUF model. Look for one whose name ends in -GGUF."
            : "");
  }

  private static Optional<HubChoice> usual(HubListing listing) {
    try {
      return listing.choices().isEmpty() ? Optional.empty() : Optional.of(listing.choose());
    } catch (java.io.IOException notThere) {
      return Optional.empty();
    }
  }

  private FitWord fit(HubChoice choice, Optional<GgufCard> card) {
    if (card.isEmpty() || machine.get().isEmpty() || card.get().tensors().totalBytes() == 0) {
      return FitWord.PENDING;
    }
    return FitWord.of(
        FitEstimate.of(
            new FitRequest(
                scaled(card.get(), choice.bytes()),
                0,
                0,
                LaunchPreset.defaults(),
                machine.get().get())));
  }

  private static GgufCard scaled(GgufCard card, long bytes) {
    TensorTotals sums = card.tensors();
    double by = bytes / (double) sums.totalBytes();
    TensorTotals more =
        new TensorTotals(
            0,
            0,
            bytes - sums.totalBytes(),
            sums.layerBytes().stream().map(b -> (long) (b * (by - 1))).toList(),
            sums.expertBytes().stream().map(b -> (long) (b * (by - 1))).toList(),
            (long) (sums.inputBytes() * (by - 1)),
            (long) (sums.outputBytes() * (by - 1)));
    return card.withParts(List.of(partOf(more)));
  }

  private static GgufCard partOf(TensorTotals tensors) {
    GgufCard none = GgufCard.UNKNOWN;
    return new GgufCard(
        none.version(),
        none.bigEndian(),
        none.architecture(),
        none.kind(),
        none.name(),
        none.sizeLabel(),
        none.licence(),
        none.quantisation(),
        none.contextLength(),
        none.layers(),
        none.embedding(),
        none.feedForward(),
        none.experts(),
        none.expertsUsed(),
        none.vocabulary(),
        none.tokenizer(),
        none.chatTemplate(),
        none.vision(),
        none.audio(),
        none.attention(),
        tensors,
        none.split(),
        0,
        0);
  }

  private <T> void ask(CompletableFuture<T> answer, java.util.function.Consumer<T> then) {
    int mine = ++asked;
    busy.set(true);
    message.set("");
    answer.whenCompleteAsync(
        (value, failure) -> {
          if (mine != asked) {
            return;
          }
          busy.set(false);
          if (failure != null) {
            message.set(LaunchModel.words(failure));
          } else {
            then.accept(value);
          }
        },
        fx);
  }
}
