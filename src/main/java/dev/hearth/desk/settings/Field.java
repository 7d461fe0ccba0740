package dev.hearth.desk.settings;

import java.util.List;

/**
 * Something that can be set.
 *
 * @param path where it is in the document, such as {@code proxy.port}; problems name it too
 * @param section where the dialog shows it
 * @param group a heading within the section
 * @param kind how it is changed
 * @param title its name
 * @param help what it does, in a sentence or two
 */
record Field(String path, Section section, String group, Kind kind, String title, String help) {
  /** How a field is changed. */
  sealed interface Kind {}

  /** On or off. */
  record Switch() implements Kind {}

  /** A guard rule: on unless its name is among the ones switched off. */
  record RuleSwitch(String rule) implements Kind {}

  /** A whole number, with the word for what is counted. */
  record Number(String unit) implements Kind {}

  /** A line of text. */
  record Text(String prompt) implements Kind {}

  /** One entry a line. */
  record Lines(String prompt) implements Kind {}

  /** One of a few. */
  record Choice(List<Option> options) implements Kind {}

  /** Something with a part of the dialog of its own. */
  record Special() implements Kind {}

  /** One of a choice: the value in the document and what people read. */
  record Option(String value, String label) {}
}
