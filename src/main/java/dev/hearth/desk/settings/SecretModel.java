package dev.hearth.desk.settings;

import dev.hearth.desk.services.Threads;
import dev.hearth.settings.SecretStore;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One secret: masked until it is asked for. */
final class SecretModel {
  private static final Logger LOG = LoggerFactory.getLogger(SecretModel.class);
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

  /** 57 letters to the power of 32 are beyond guessing. */
  private static final int LENGTH = 32;

  private final SecretStore.Name name;
  private final SecretStore store;
  private final Executor serial;
  private final Executor fx;
  private final Runnable changed;
  private final SecureRandom random = new SecureRandom();
  private final ReadOnlyStringWrapper value = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final BooleanProperty shown = new SimpleBooleanProperty();

  /**
   * A secret.
   *
   * @param changed told, off the JavaFX thread, after it was stored
   */
  SecretModel(SecretStore.Name name, SecretStore store, Threads threads, Runnable changed) {
    this.name = name;
    this.store = store;
    this.serial = new SerialExecutor(threads.background());
    this.fx = threads.fx();
    this.changed = changed;
    serial.execute(this::load);
  }

  /** The secret, empty when there is none. */
  ReadOnlyStringProperty valueProperty() {
    return value.getReadOnlyProperty();
  }

  /** Why it could not be stored, empty when it could. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether it may be read on the screen. */
  BooleanProperty shownProperty() {
    return shown;
  }

  /** The secret as it is shown. */
  String text() {
    if (value.get().isEmpty()) {
      return "none yet";
    }
    return shown.get() ? value.get() : "•".repeat(16);
  }

  /** Makes a new one. */
  void renew() {
    StringBuilder fresh = new StringBuilder("hearth-");
    for (int i = 0; i < LENGTH; i++) {
      fresh.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    put(fresh.toString());
  }

  /** Makes one if there is none. */
  void ensure() {
    serial.execute(
        () -> {
          if (store.get(name).isEmpty()) {
            fx.execute(this::renew);
          }
        });
  }

  /** Stores what was typed; nothing forgets it. */
  void put(String secret) {
    serial.execute(
        () -> {
          try {
            store.put(name, secret.strip());
            fx.execute(() -> problem.set(""));
            changed.run();
          } catch (RuntimeException e) {
            LOG.warn("a secret could not be stored", e);
            fx.execute(() -> problem.set("It could not be stored: " + e.getMessage()));
          }
          load();
        });
  }

  private void load() {
    String now = store.get(name).orElse("");
    fx.execute(() -> value.set(now));
  }
}
