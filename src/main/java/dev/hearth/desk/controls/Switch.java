package dev.hearth.desk.controls;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A switch that keys and screen readers work as well; AtlantaFX's listens to the mouse alone. */
public final class Switch extends ToggleSwitch {
  public Switch() {
    setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
    selectedProperty()
        .subscribe(() -> notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.SPACE || e.getCode() == KeyCode.ENTER) {
            turn();
            e.consume();
          }
        });
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.SELECTED
        ? (Object) isSelected()
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    if (action == AccessibleAction.FIRE) {
      turn();
    } else {
      super.executeAccessibleAction(action, parameters);
    }
  }

  private void turn() {
    if (!isDisabled()) {
      setSelected(!isSelected());
    }
  }
}
