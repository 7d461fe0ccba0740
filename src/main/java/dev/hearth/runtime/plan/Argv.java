package dev.hearth.runtime.plan;

import dev.hearth.runtime.binary.BinaryAbilities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An argument list in the making, which leaves out what the build does not know and says so. */
final class Argv {
  private final List<String> words = new ArrayList<>();
  private final List<PlanNote> notes = new ArrayList<>();
  private final Optional<BinaryAbilities> abilities;

  /**
   * @param abilities what the program knows; empty for programs that are not asked
   */
  Argv(Optional<BinaryAbilities> abilities, String... start) {
    this.abilities = abilities;
    Collections.addAll(words, start);
  }

  boolean knows(String flag) {
    return abilities.isEmpty() || abilities.get().has(flag);
  }

  void word(String word) {
    words.add(word);
  }

  void note(PlanNote note) {
    notes.add(note);
  }

  /** A flag and value that every build has. */
  void always(String flag, String value) {
    words.add(flag);
    words.add(value);
  }

  /** A switch, if the build has it. */
  void quietly(String flag) {
    if (knows(flag)) {
      words.add(flag);
    }
  }

  /** Something the person chose: where the build lacks it, a note says so. */
  void chosen(String what, String value, String... spellings) {
    Optional<String> flag = List.of(spellings).stream().filter(this::knows).findFirst();
    if (flag.isPresent()) {
      always(flag.get(), value);
    } else {
      lacking(what, spellings[0]);
    }
  }

  /** A switch the person chose. */
  void chosenSwitch(String what, String... spellings) {
    Optional<String> flag = List.of(spellings).stream().filter(this::knows).findFirst();
    if (flag.isPresent()) {
      words.add(flag.get());
    } else {
      lacking(what, spellings[0]);
    }
  }

  private void lacking(String what, String flag) {
    notes.add(
        PlanNote.warning(
            "This build has no " + flag + ", so " + what + " is left as the server has it."));
  }

  /** The person's own flags, less those that are Hearth's or that the build does not know. */
  void extra(EngineKind engine, List<String> flags) {
    for (int i = 0; i < flags.size(); i++) {
      String word = flags.get(i);
      Optional<String> owned = OwnedFlags.reason(engine, word);
      if (owned.isPresent()) {
        notes.add(PlanNote.refused(word + " is not for a preset. " + owned.get()));
        i += valueFollows(word, flags, i) ? 1 : 0;
      } else if (isFlag(word) && !knows(word)) {
        notes.add(PlanNote.warning("This build does not know " + word + "; it is left out."));
        i += valueFollows(word, flags, i) ? 1 : 0;
      } else {
        words.add(word);
        if (isFlag(word) && valueFollows(word, flags, i)) {
          words.add(flags.get(++i));
        }
      }
    }
  }

  private boolean valueFollows(String flag, List<String> flags, int at) {
    if (flag.contains("=") || at + 1 >= flags.size()) {
      return false;
    }
    boolean takesValue = abilities.map(known -> known.takesValue(flag)).orElse(false);
    return takesValue || !isFlag(flags.get(at + 1));
  }

  /** A negative number is a value. */
  private static boolean isFlag(String word) {
    return word.startsWith("-") && word.length() > 1 && !word.matches("-\\d.*");
  }

  List<String> words() {
    return words;
  }

  List<PlanNote> notes() {
    return notes;
  }
}
