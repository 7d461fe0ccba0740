package dev.hearth.models.library;

import dev.hearth.models.gguf.GgufCard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges before its first start whether a model's files are whole. */
final class StateReading {
  private StateReading() {}

  static ModelState of(FileGroup group) {
    if (group.unfinished()) {
      return ModelState.partial(
          "The download has not finished. Let the program that started it go on, or delete the"
              + " file.");
    }
    Optional<CardEntry> fault = group.entries().stream().filter(e -> !e.readable()).findFirst();
    if (fault.isPresent()) {
      return faulty(group, fault.get());
    }
    GgufCard card = group.card();
    if (!group.name().split() && card.split().count() > 1) {
      return ModelState.partial(
          String.format(
              Locale.ROOT,
              "The file is part %d of %d of a split model under another name. Give the parts their"
                  + " names back (…-%05d-of-%05d.gguf).",
              card.split().number() + 1,
              card.split().count(),
              card.split().number() + 1,
              card.split().count()));
    }
    if (!group.missing().isEmpty()) {
      return ModelState.partial(
          "Of "
              + group.name().parts()
              + " parts "
              + group.missing().stream().map(String::valueOf).collect(Collectors.joining(", "))
              + (group.missing().size() == 1 ? " is" : " are")
              + " missing. Put all parts into one folder.");
    }
    return whole(group, card);
  }

  private static ModelState faulty(FileGroup group, CardEntry fault) {
    return fault.foreign()
        ? ModelState.foreign(ForeignFile.byContent(group.first().path()))
        : ModelState.corrupt(fault.message() + " Download it again.");
  }

  private static ModelState whole(FileGroup group, GgufCard card) {
    for (CardEntry entry : group.entries()) {
      if (entry.card().truncated()) {
        return ModelState.corrupt(tooShort(entry.card(), group.entries()));
      }
    }
    if (card.split().tensors() > 0 && card.tensors().count() != card.split().tensors()) {
      return ModelState.corrupt(
          "The parts hold "
              + card.tensors().count()
              + " tensors, but the model has "
              + card.split().tensors()
              + ": they do not belong together. Download it again.");
    }
    return foreignKind(card).map(ModelState::foreign).orElse(ModelState.COMPLETE);
  }

  private static String tooShort(GgufCard card, List<CardEntry> entries) {
    String which = entries.size() == 1 ? "The file" : "Part " + (card.split().number() + 1);
    return String.format(
        Locale.ROOT,
        "%s is too short: its tensors need %,d bytes, it has %,d. The copy or download was cut"
            + " off or is still going on; get it again if it stays so.",
        which,
        card.expectedBytes(),
        card.fileBytes());
  }

  private static Optional<String> foreignKind(GgufCard card) {
    if (card.projector()) {
      return Optional.of(
          "It is a vision or audio projector, which works only beside its model. Put both into one"
              + " folder.");
    }
    if (card.kind().equals("adapter")) {
      return Optional.of("It is a LoRA adapter. Add it to a preset of the model it was made for.");
    }
    if (card.kind().equals("imatrix")) {
      return Optional.of("It is an importance matrix for quantising, not a model.");
    }
    if (card.tensors().count() == 0) {
      return Optional.of("It holds a vocabulary but no weights, so there is nothing to run.");
    }
    if (card.architecture().isEmpty()) {
      return Optional.of("It does not say which architecture it is, so no server can run it.");
    }
    return Optional.empty();
  }
}
