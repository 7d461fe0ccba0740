package dev.hearth.desk.models;

import dev.hearth.desk.services.ModelShelf;
import dev.hearth.desk.services.ServerPrograms;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.LaunchPresetBuilder;
import dev.hearth.runtime.failure.ServerFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.kordamp.ikonli.feather.Feather;

/** What can be done about a failure with one click, the likeliest first. */
final class Remedies {
  /** Less context than this serves nobody, so halving it further mends nothing. */
  private static final int LEAST_CONTEXT = 4096;

  private final CardModel card;
  private final ModelShelf shelf;
  private final ServerPrograms programs;
  private final Ways ways;

  /**
   * What the window lends.
   *
   * @param chooseProgram asks for another llama-server
   * @param get opens the download of models
   */
  record Ways(Runnable chooseProgram, Runnable get) {}

  Remedies(CardModel card, ModelShelf shelf, ServerPrograms programs, Ways ways) {
    this.card = card;
    this.shelf = shelf;
    this.programs = programs;
    this.ways = ways;
  }

  List<Remedy> of(ServerFailure failure) {
    return switch (failure.kind()) {
      case NOT_EXECUTABLE,
          MISSING_LIBRARY,
          ILLEGAL_INSTRUCTION,
          BAD_DRIVER,
          UNKNOWN_ARCHITECTURE,
          UNSUPPORTED_FILE_VERSION ->
          otherProgram();
      case OUT_OF_GPU_MEMORY, OUT_OF_MEMORY, KILLED -> lessMemory();
      case BAD_FLAG, BAD_FLAG_VALUE ->
          without(change -> named(failure, change.flag())).map(List::of).orElse(List.of());
      case BAD_TEMPLATE ->
          without(change -> change.flag().startsWith("--chat-template"))
              .map(List::of)
              .orElse(List.of());
      case BAD_DRAFT_MODEL -> without(change -> change.flag().equals("-md")).stream().toList();
      case BAD_PROJECTOR ->
          List.of(
              again(
                  "without-images",
                  "Start without images",
                  Feather.IMAGE,
                  draft -> draft.withoutProjector(true)));
      case CORRUPT_FILE, NOT_A_MODEL ->
          List.of(
              new Remedy("get", "Get it again", Feather.DOWNLOAD_CLOUD, ways.get()), showFile());
      case UNREADABLE_FILE -> List.of(showFile());
      case MISSING_FILE ->
          List.of(
              new Remedy(
                  "rescan",
                  "Look through the folders again",
                  Feather.REFRESH_CCW,
                  () -> shelf.rescan()));
      default -> List.of();
    };
  }

  private List<Remedy> otherProgram() {
    List<Remedy> all = new ArrayList<>();
    if (programs.canInstall()) {
      all.add(
          new Remedy("install", "Install the official build", Feather.DOWNLOAD, programs::install));
    }
    all.add(
        new Remedy("choose-program", "Choose a llama-server…", Feather.CPU, ways.chooseProgram()));
    return all;
  }

  /** What was reckoned to fit; where that was tried already, half the context. */
  private List<Remedy> lessMemory() {
    if (card.launch().advised()) {
      return List.of(
          new Remedy(
              "fit",
              "Start with what fits best",
              Feather.ZAP,
              () -> {
                card.launch().advise();
                card.start();
              }));
    }
    int half = card.launch().fitProperty().get().map(FitReport::context).orElse(0) / 2;
    return half < LEAST_CONTEXT
        ? List.of()
        : List.of(
            again(
                "half",
                "Start with half the context",
                Feather.MINIMIZE_2,
                draft -> draft.context(half)));
  }

  private Optional<Remedy> without(Predicate<FlagChange> guilty) {
    return FlagChange.of(card.launch().draftProperty().get()).stream()
        .filter(guilty)
        .max(Comparator.comparingInt(change -> change.flag().length()))
        .map(
            change ->
                new Remedy(
                    "without-flag",
                    "Start without " + change.flag(),
                    Feather.X,
                    () -> {
                      card.launch().undo(change);
                      card.start();
                    }));
  }

  private static boolean named(ServerFailure failure, String flag) {
    return List.of(failure.cause().split("[\\s.,()'\"]+")).contains(flag);
  }

  private Remedy again(String id, String text, Feather icon, Consumer<LaunchPresetBuilder> change) {
    return new Remedy(
        id,
        text,
        icon,
        () -> {
          LaunchPreset draft = card.launch().draftProperty().get();
          LaunchPresetBuilder builder = draft.with();
          change.accept(builder);
          card.launch().draftProperty().set(builder.build());
          card.start();
        });
  }

  private Remedy showFile() {
    return new Remedy("show-file", "Show the file", Feather.FOLDER, card::reveal);
  }
}
