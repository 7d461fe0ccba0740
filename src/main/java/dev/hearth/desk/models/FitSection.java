package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.MemoryNeed;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** The fit: bars that move while context, cache type and GPU layers are changed. */
final class FitSection extends VBox {
  /** Still long enough to be dragged at the largest zoom. */
  private static final double LEAST_SLIDER = 48;

  private final LaunchModel launch;
  private final Chip verdict = new Chip();
  private final Label reason = wrapped();
  private final Label remarks = wrapped();
  private final Label assumed = wrapped();
  private final FitBar gpu = new FitBar("GPU memory");
  private final FitBar ram = new FitBar("RAM");
  private final FlowPane legend = new FlowPane();
  private final Slider context = new Slider();
  private final Label contextText = new Label();
  private final ChoiceBox<CacheType> keys = cache("fit-cache-k", "Cache type of keys");
  private final ChoiceBox<CacheType> values = cache("fit-cache-v", "Cache type of values");
  private final Slider layers = new Slider();
  private final Label layersText = new Label();
  private final Label layersName = new Label("GPU layers");
  private final Button advice =
      Buttons.text("fit-advice", "Use what fits best", Feather.ZAP, this::advise);
  private ContextSteps steps = new ContextSteps(0);
  private int layerCount;
  private boolean showing;

  FitSection(LaunchModel launch) {
    this.launch = launch;
    getStyleClass().add("card-section");
    verdict.setId("fit-word");
    reason.setId("fit-reason");
    context.setId("fit-context");
    context.setAccessibleText("Context");
    context.setBlockIncrement(1);
    layers.setId("fit-layers");
    layers.setAccessibleText("GPU layers");
    layers.setBlockIncrement(1);
    legend.getStyleClass().add("legend");
    remarks.getStyleClass().add("caption");
    HBox head = new HBox(verdict, reason);
    head.getStyleClass().add("fit-head");
    head.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(reason, Priority.ALWAYS);
    HBox.setHgrow(remarks, Priority.ALWAYS);
    remarks.setMaxWidth(Double.MAX_VALUE);
    HBox foot = new HBox(remarks, advice);
    foot.getStyleClass().add("fit-head");
    foot.setAlignment(Pos.CENTER_LEFT);
    assumed.setId("fit-assumed");
    assumed.getStyleClass().add("caption");
    getChildren().addAll(head, gpu, ram, legend, assumed, grid(), foot);
    for (Slider slider : List.of(context, layers)) {
      slider.setMinWidth(LEAST_SLIDER);
    }
    context.valueProperty().subscribe((was, now) -> contextDragged());
    layers.valueProperty().subscribe((was, now) -> layersDragged());
    keys.valueProperty().subscribe((was, now) -> cacheChosen());
    values.valueProperty().subscribe((was, now) -> cacheChosen());
    launch.draftProperty().subscribe((was, now) -> showDraft());
    launch.fitProperty().subscribe((was, now) -> showFit());
  }

  private GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("fit-grid");
    GridPane.setHgrow(context, Priority.ALWAYS);
    GridPane.setHgrow(layers, Priority.ALWAYS);
    contextText.setMinWidth(Region.USE_PREF_SIZE);
    layersText.setMinWidth(Region.USE_PREF_SIZE);
    for (Label value : new Label[] {contextText, layersText}) {
      value.getStyleClass().add("fit-value");
    }
    grid.addRow(0, name("Context"), context, contextText);
    grid.addRow(1, layersName, layers, layersText);
    layersName.getStyleClass().add("muted");
    layersName.setMinWidth(Region.USE_PREF_SIZE);
    FlowPane row = new FlowPane(type(keys, "keys"), type(values, "values"));
    row.getStyleClass().add("fit-row");
    GridPane.setColumnSpan(row, 2);
    grid.add(name("Cache type"), 0, 2);
    grid.add(row, 1, 2);
    return grid;
  }

  private static HBox type(ChoiceBox<CacheType> box, String of) {
    HBox type = new HBox(box, new Label(of));
    type.getStyleClass().add("fit-types");
    type.setAlignment(Pos.CENTER_LEFT);
    return type;
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label wrapped() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static ChoiceBox<CacheType> cache(String id, String what) {
    ChoiceBox<CacheType> box = new ChoiceBox<>();
    box.setId(id);
    box.getItems().setAll(CacheType.values());
    box.setAccessibleText(what);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(CacheType type) {
            return type == null ? "" : type.argument();
          }

          @Override
          public CacheType fromString(String text) {
            return CacheType.of(text);
          }
        });
    return box;
  }

  /** Sets the sliders' ranges for another model. */
  void show(Optional<Model> model) {
    showing = true;
    steps = new ContextSteps(model.map(m -> m.card().contextLength()).orElse(0L));
    context.setMax(steps.count() - 1.0);
    layerCount = model.map(m -> m.card().layers() + 1).orElse(1);
    // One stop more at the left: the server decides.
    layers.setMin(-1);
    layers.setMax(layerCount);
    showing = false;
    showDraft();
    showFit();
  }

  private void showDraft() {
    LaunchPreset draft = launch.draftProperty().get();
    showing = true;
    if (steps.at((int) Math.round(context.getValue())) != draft.context()) {
      context.setValue(steps.indexOf(draft.context()));
    }
    layers.setValue(draft.gpuLayers().isAuto() ? -1 : draft.gpuLayers().resolved(layerCount - 1));
    keys.setValue(draft.cacheK());
    values.setValue(draft.cacheV());
    showing = false;
  }

  private void showFit() {
    Optional<FitReport> report = launch.fitProperty().get();
    FitWord word = report.map(FitWord::of).orElse(FitWord.PENDING);
    verdict.setText(word.word().label());
    verdict.setTone(word.word().tone());
    verdict.setIcon(word.word().icon());
    reason.setText(word.reason());
    report.ifPresent(this::showFigures);
  }

  private void showFigures(FitReport report) {
    boolean gpus = launch.machine().filter(m -> !m.gpus().isEmpty()).isPresent();
    Buttons.shown(gpu, gpus);
    Buttons.shown(layersName, gpus);
    Buttons.shown(layers, gpus);
    Buttons.shown(layersText, gpus);
    gpu.show(report.onGpu(), report.gpuFree());
    ram.show(report.inRam(), report.ramFree());
    legend(report.need());
    LaunchPreset draft = launch.draftProperty().get();
    String tokens = Amounts.count(report.context());
    contextText.setTooltip(new Tooltip("Tokens of context in all slots together"));
    contextText.setText(draft.context() == 0 ? "auto: " + tokens : tokens);
    layersText.setText(
        draft.gpuLayers().isAuto()
            ? "auto: " + report.gpuLayers() + " of " + report.totalLayers()
            : report.gpuLayers() + " of " + report.totalLayers());
    advice.setDisable(!launch.advised());
    advice.setTooltip(new Tooltip(report.advice().why()));
    remarks.setText(String.join(" ", report.remarks()));
    assumed.setText(assumption());
    Buttons.shown(assumed, !assumed.getText().isEmpty());
  }

  /** What the free memory is reckoned to be after. */
  private String assumption() {
    String goes = launch.freed().model();
    if (goes.isEmpty()) {
      return "";
    }
    return launch.shows(goes)
        ? "Free memory counts what it holds now."
        : "Free memory counts what unloading " + goes + " gives back.";
  }

  private void legend(MemoryNeed need) {
    legend.getChildren().clear();
    entry("Weights", need.weights(), "fill-weights");
    entry("KV cache", need.kvCache(), "fill-kv");
    entry("Compute", need.compute(), "fill-compute");
    if (need.projector() + need.draft() > 0) {
      entry("Projector, draft", need.projector() + need.draft(), "fill-extra");
    }
  }

  private void entry(String what, long bytes, String fill) {
    Region dot = new Region();
    dot.getStyleClass().addAll("legend-dot", fill);
    Label text = new Label(what + " " + Amounts.bytes(bytes));
    text.getStyleClass().add("caption");
    HBox entry = new HBox(dot, text);
    entry.getStyleClass().add("legend-entry");
    entry.setAlignment(Pos.CENTER_LEFT);
    legend.getChildren().add(entry);
  }

  private void contextDragged() {
    if (!showing) {
      int tokens = steps.at((int) Math.round(context.getValue()));
      if (tokens != launch.draftProperty().get().context()) {
        launch.context(tokens);
      }
    }
  }

  private void layersDragged() {
    if (!showing) {
      int count = (int) Math.round(layers.getValue());
      GpuLayers wanted =
          count < 0 ? GpuLayers.AUTO : count >= layerCount ? GpuLayers.ALL : new GpuLayers(count);
      if (!wanted.equals(launch.draftProperty().get().gpuLayers())) {
        launch.gpuLayers(wanted);
      }
    }
  }

  private void cacheChosen() {
    if (!showing && keys.getValue() != null && values.getValue() != null) {
      launch.cache(keys.getValue(), values.getValue());
    }
  }

  private void advise() {
    launch.advise();
  }
}
