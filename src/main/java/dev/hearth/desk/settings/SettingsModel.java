package dev.hearth.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.desk.services.LoginStart;
import dev.hearth.desk.services.Threads;
import dev.hearth.settings.Problem;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is chosen, and why a choice was refused. Every change is in force at once or not at all. */
final class SettingsModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsModel.class);
  private static final String RULES = "guard.disabledRules";

  private final SettingsStore store;
  private final LoginStart login;
  private final Executor serial;
  private final Executor fx;
  private final List<Field> fields;
  private final ReadOnlyObjectWrapper<Settings> settings;
  private final ObservableMap<String, String> problems = FXCollections.observableHashMap();
  private final AutoCloseable listening;

  SettingsModel(SettingsStore store, LoginStart login, Threads threads, List<Field> fields) {
    this.store = store;
    this.login = login;
    this.serial = new SerialExecutor(threads.background());
    this.fx = threads.fx();
    this.fields = List.copyOf(fields);
    this.settings = new ReadOnlyObjectWrapper<>(store.current());
    this.listening = store.listen(s -> fx.execute(() -> settings.set(s)));
  }

  /** All fields, in the order of the dialog. */
  List<Field> fields() {
    return fields;
  }

  /** What is in force. */
  ReadOnlyObjectProperty<Settings> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  /** By path, why the last change was refused; an accepted change clears it. */
  ObservableMap<String, String> problems() {
    return problems;
  }

  /** Where the document is, for those who would rather edit it. */
  String place() {
    return store.path().toString();
  }

  /** The value as text: a number, a word of a choice, lines. */
  String text(Field field) {
    JsonNode value = Document.get(settings.get(), field.path());
    if (value.isArray()) {
      List<String> lines = new ArrayList<>();
      value.forEach(v -> lines.add(v.asText()));
      return String.join("\n", lines);
    }
    return value.asText();
  }

  /** Whether a switch is on. */
  boolean on(Field field) {
    return isOn(settings.get(), field);
  }

  /** Whether the value is not what a new user gets. */
  boolean changed(Field field) {
    return switch (field.kind()) {
      case Field.Special() -> false;
      case Field.RuleSwitch rule -> !on(field);
      default ->
          !Document.get(settings.get(), field.path())
              .equals(Document.get(Settings.DEFAULT, field.path()));
    };
  }

  /** Sets a switch. */
  void set(Field field, boolean on) {
    if (field.path().equals(Fields.LOGIN)) {
      startAtLogin(field, on);
    } else if (field.kind() instanceof Field.RuleSwitch(String rule)) {
      change(field, s -> Document.with(s, RULES, without(s, rule, on)));
    } else {
      put(field, BooleanNode.valueOf(on));
    }
  }

  /** Sets anything else from what was typed or chosen. */
  void set(Field field, String text) {
    switch (field.kind()) {
      case Field.Number number -> number(field, text);
      case Field.Choice choice when Document.get(settings.get(), field.path()).isNumber() ->
          put(field, IntNode.valueOf(Integer.parseInt(text)));
      case Field.Lines lines -> put(field, lines(text));
      default -> put(field, TextNode.valueOf(text.strip()));
    }
  }

  /** What stands in the field is what is in force, so a refusal is over. */
  void accepted(Field field) {
    problems.remove(field.path());
  }

  /** Sets a field back to what a new user gets. */
  void reset(Field field) {
    if (field.kind() instanceof Field.RuleSwitch) {
      set(field, true);
    } else if (field.kind() instanceof Field.Switch) {
      set(field, isOn(Settings.DEFAULT, field));
    } else {
      put(field, Document.get(Settings.DEFAULT, field.path()));
    }
  }

  /** Changes more than one field at once. */
  void change(Field field, UnaryOperator<Settings> change) {
    serial.execute(
        () -> {
          List<Problem> found = attempt(field, change);
          fx.execute(() -> tell(field, found));
        });
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (Exception e) {
      LOG.debug("closing the settings listener", e);
    }
  }

  private List<Problem> attempt(Field field, UnaryOperator<Settings> change) {
    try {
      return store.change(change);
    } catch (UncheckedIOException e) {
      LOG.warn("the settings could not be saved", e);
      return List.of(
          new Problem(field.path(), e.getMessage() + ". Check the disk and who may write there."));
    }
  }

  /** A change may be refused because of another field; then that is said where the change was. */
  private void tell(Field field, List<Problem> found) {
    problems.remove(field.path());
    found.stream()
        .filter(p -> p.field().equals(field.path()))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .ifPresent(p -> problems.put(field.path(), p.message()));
  }

  private void put(Field field, JsonNode value) {
    change(field, s -> Document.with(s, field.path(), value));
  }

  private void number(Field field, String text) {
    try {
      put(field, IntNode.valueOf(Integer.parseInt(text.strip())));
    } catch (NumberFormatException e) {
      problems.put(field.path(), "\"" + text.strip() + "\" is not a whole number.");
    }
  }

  private void startAtLogin(Field field, boolean on) {
    serial.execute(
        () -> {
          try {
            login.enable(on);
            List<Problem> found =
                attempt(field, s -> Document.with(s, field.path(), BooleanNode.valueOf(on)));
            fx.execute(() -> tell(field, found));
          } catch (IOException e) {
            String why =
                login.file() + " could not be written: " + e.getMessage() + ". Check its folder.";
            fx.execute(() -> tell(field, List.of(new Problem(field.path(), why))));
          }
        });
  }

  private static boolean isOn(Settings settings, Field field) {
    return field.kind() instanceof Field.RuleSwitch(String rule)
        ? !settings.guard().disabledRules().contains(rule)
        : Document.get(settings, field.path()).asBoolean();
  }

  private static JsonNode without(Settings settings, String rule, boolean on) {
    TreeSet<String> off = new TreeSet<>(settings.guard().disabledRules());
    if (on) {
      off.remove(rule);
    } else {
      off.add(rule);
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    off.forEach(array::add);
    return array;
  }

  private static JsonNode lines(String text) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    text.lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(array::add);
    return array;
  }
}
