package dev.hearth.desk.models;

import dev.hearth.desk.services.RunView;
import dev.hearth.models.library.Model;

/**
 * A model in the list.
 *
 * @param model what the library knows
 * @param family what it is grouped under
 * @param fit whether it fits now
 * @param run its server
 */
record ModelRow(Model model, String family, FitWord fit, RunView run) implements ListItem {
  String id() {
    return model.id();
  }

  boolean running() {
    return !run.state().resting();
  }
}
