package dev.hearth.desk.first;

import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.settings.LlamaModel;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** llama-server: where it is, or how to get it. */
final class LlamaCard extends ActionCard {
  private final LlamaModel model;
  private final Runnable changed;
  private final Button install = new Button("Install", new FontIcon(Feather.DOWNLOAD));
  private final Button choose = new Button("Choose…", new FontIcon(Feather.FILE));
  private final Button cancel = new Button("Cancel", new FontIcon(Feather.X));
  private final StatBar bar = new StatBar();

  LlamaCard(FirstRunModel page, FileDialogs dialogs, Runnable changed) {
    super(Feather.CPU, "llama-server", "The program that runs models.");
    this.model = page.llama();
    this.changed = changed;
    install.setId("first-install");
    install.setAccessibleText("Install the official llama-server");
    install.setMinWidth(USE_PREF_SIZE);
    install.setOnAction(e -> model.install());
    choose.setId("first-choose-program");
    choose.setAccessibleText("Choose a llama-server program");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(
        e ->
            dialogs
                .file(getScene().getWindow(), "The llama-server program", List.of())
                .ifPresent(page::choose));
    cancel.setId("first-install-cancel");
    cancel.setAccessibleText("Cancel the install");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(e -> model.cancel());
    model.found().addListener((ListChangeListener<LlamaServer>) c -> refresh());
    model.lookingProperty().subscribe(this::refresh);
    model.installingProperty().subscribe(this::refresh);
    model.stageProperty().subscribe(this::refresh);
    model.progressProperty().subscribe(this::refresh);
    model.problemProperty().subscribe(this::refresh);
    refresh();
  }

  private void refresh() {
    changed.run();
    String problem = model.problemProperty().get();
    if (model.installingProperty().get()) {
      double share = model.progressProperty().get();
      bar.show(1, List.of(new StatBar.Part(Math.max(0, share), "fill-accent")));
      Label stage = new Label(model.stageProperty().get());
      stage.getStyleClass().add("muted");
      text("The official build for this machine, checked before it is used.");
      buttons(cancel);
      body(bar, stage);
    } else if (model.best().isPresent()) {
      LlamaServer best = model.best().get();
      text("The program that runs models.");
      buttons();
      body(
          new MessageBox(
              Chip.Tone.GOOD,
              "Found: " + best.version() + " (" + best.origin() + ")\n" + best.path()));
    } else if (model.lookingProperty().get()) {
      text("Looking for it on this machine…");
      buttons();
      body();
    } else {
      text(
          model.found().isEmpty()
              ? "Not on this machine yet. Hearth can fetch the official build, or install it"
                  + " yourself with your package manager, for instance \"brew install llama.cpp\"."
              : "Found, but of no use here. Hearth can fetch the official build.");
      buttons(choose, install);
      String wrong = problem.isEmpty() ? unusable() : problem;
      if (wrong.isEmpty()) {
        body();
      } else {
        body(new MessageBox(Chip.Tone.WARN, wrong));
      }
    }
  }

  /** Why none of what was found can be used. */
  private String unusable() {
    return model.found().stream().map(LlamaServer::problem).collect(Collectors.joining("\n"));
  }
}
