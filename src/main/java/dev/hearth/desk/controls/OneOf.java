package dev.hearth.desk.controls;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** Buttons of which one is always chosen, by mouse and by arrow keys alike. */
public final class OneOf {
  private final ToggleGroup group = new ToggleGroup();

  public OneOf() {
    group
        .selectedToggleProperty()
        .subscribe(
            (was, now) -> {
              if (now == null && was != null) {
                group.selectToggle(was);
              }
            });
  }

  /** Chooses the button that was added first. */
  public void chooseFirst() {
    group.getToggles().getFirst().setSelected(true);
  }

  /** Adds a button and what choosing it does. */
  public void add(ToggleButton button, Runnable chosen) {
    button.setToggleGroup(group);
    button
        .selectedProperty()
        .subscribe(
            (was, now) -> {
              if (now) {
                chosen.run();
              }
            });
  }
}
