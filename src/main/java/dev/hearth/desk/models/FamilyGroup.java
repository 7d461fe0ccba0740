package dev.hearth.desk.models;

import java.util.List;

/** A family and those of its models that are shown. */
record FamilyGroup(String name, List<ModelRow> rows) {
  FamilyGroup {
    rows = List.copyOf(rows);
  }
}
