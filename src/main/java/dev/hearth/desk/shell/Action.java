package dev.hearth.desk.shell;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something the user can do, from the palette, a key or a button alike.
 *
 * @param id stable and unique: "traffic.cancel"
 * @param title what it does, as a verb: "Cancel the request"
 * @param group where it belongs: "Traffic"
 * @param icon its picture
 * @param keys the keys that do it, in {@link KeyCombination}'s notation or a single punctuation
 *     mark; the first is shown
 * @param enabled whether it can be done now
 * @param run does it
 */
public record Action(
    String id,
    String title,
    String group,
    Ikon icon,
    List<String> keys,
    ObservableBooleanValue enabled,
    Runnable run) {
  private static final ObservableBooleanValue ALWAYS = Bindings.createBooleanBinding(() -> true);

  public Action {
    keys = List.copyOf(keys);
  }

  /** An action that can always be done and has no key. */
  public static Action of(String id, String title, String group, Ikon icon, Runnable run) {
    return new Action(id, title, group, icon, List.of(), ALWAYS, run);
  }

  /** The same with keys. */
  public Action on(String... keyNames) {
    return new Action(id, title, group, icon, List.of(keyNames), enabled, run);
  }

  /** The same, possible only while the condition holds. */
  public Action when(ObservableBooleanValue condition) {
    return new Action(id, title, group, icon, keys, condition, run);
  }

  /** Does it if it can be done now. */
  public boolean perform() {
    if (!enabled.get()) {
      return false;
    }
    run.run();
    return true;
  }

  /** The first key as the user reads it, empty when there is none. */
  public String keyText() {
    return keys.isEmpty() ? "" : KeyNames.text(keys.getFirst());
  }
}
