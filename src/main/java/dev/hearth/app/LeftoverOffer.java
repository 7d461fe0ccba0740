package dev.hearth.app;

import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.orphans.RunningServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Asks at the start what shall become of model servers that an earlier life has left. */
final class LeftoverOffer {
  static final String ADOPT = "Use it";
  static final String END = "End it";
  static final String KEEP = "Leave it";

  private final LocalModels models;
  private final Voice voice;

  /** How a person is asked and told; called off the JavaFX thread. */
  interface Voice {
    void ask(String title, String text, Map<String, Runnable> answers);

    void failed(String title, String text);
  }

  LeftoverOffer(LocalModels models, Voice voice) {
    this.models = models;
    this.voice = voice;
  }

  /** Asks for each; may block, because notes are read and processes looked at. */
  void offer() {
    models.processes().registry().leftovers().forEach(this::offer);
  }

  private void offer(RunningServer leftover) {
    Map<String, Runnable> answers = new LinkedHashMap<>();
    if (models.modelOf(leftover).isPresent()) {
      answers.put(ADOPT, () -> adopt(leftover));
    }
    answers.put(END, () -> end(leftover));
    answers.put(KEEP, () -> {});
    voice.ask(
        "A model server was left running",
        leftover.model()
            + " on port "
            + leftover.port()
            + " was started by an earlier Hearth that did not end as it should. It still holds its"
            + " memory.",
        answers);
  }

  private void adopt(RunningServer leftover) {
    try {
      models.adopt(leftover).join();
    } catch (CompletionException | IllegalArgumentException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      voice.failed(leftover.model() + " could not be taken over", why.getMessage());
    }
  }

  private void end(RunningServer leftover) {
    try {
      models.processes().registry().end(leftover);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
