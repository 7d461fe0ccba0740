package dev.hearth.desk.models;

import dev.hearth.models.library.ModelState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What of the list is shown.
 *
 * @param words each must occur somewhere in what is told of a model
 * @param only marks that all must hold
 */
record ListFilter(String words, Set<Mark> only) {
  static final ListFilter NONE = new ListFilter("", Set.of());

  /** A property to filter by. */
  enum Mark {
    FAVOURITE("Favourites"),
    RUNNING("Running"),
    FITS("Fits"),
    TOOLS("Native tools"),
    VISION("Vision");

    private final String label;

    Mark(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    boolean of(ModelRow row) {
      return switch (this) {
        case FAVOURITE -> row.model().notes().favourite();
        case RUNNING -> row.running();
        case FITS -> row.fit().word() == FitWord.Word.FITS;
        case TOOLS -> row.model().ability().nativeTools();
        case VISION -> row.model().card().vision() || !row.model().projectors().isEmpty();
      };
    }
  }

  ListFilter {
    only = only.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(only));
  }

  ListFilter withWords(String next) {
    return new ListFilter(next, only);
  }

  ListFilter with(Mark mark, boolean on) {
    EnumSet<Mark> next = EnumSet.noneOf(Mark.class);
    next.addAll(only);
    if (on) {
      next.add(mark);
    } else {
      next.remove(mark);
    }
    return new ListFilter(words, next);
  }

  boolean isNone() {
    return words.isBlank() && only.isEmpty();
  }

  boolean matches(ModelRow row) {
    return only.stream().allMatch(mark -> mark.of(row)) && wordsIn(row);
  }

  private boolean wordsIn(ModelRow row) {
    if (words.isBlank()) {
      return true;
    }
    String all = text(row);
    return Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .allMatch(all::contains);
  }

  private static String text(ModelRow row) {
    var model = row.model();
    return String.join(
            " ",
            row.family(),
            model.alias(),
            model.name(),
            model.card().quantisation(),
            model.card().architecture(),
            model.path().toString(),
            model.notes().text(),
            model.state().kind() == ModelState.Kind.COMPLETE ? "" : model.state().kind().name())
        .toLowerCase(Locale.ROOT);
  }
}
