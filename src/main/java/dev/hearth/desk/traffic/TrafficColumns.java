package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.desk.traffic.look.PhaseParts;
import dev.hearth.desk.traffic.look.StatusLook;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Verdict;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** The columns of the table, each with its order and its way to draw. */
final class TrafficColumns {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  /** A bar as long as this stands for the longest request worth telling apart, on a log scale. */
  private static final double LONGEST_BAR_SECONDS = 120;

  private TrafficColumns() {}

  static void addTo(TrafficTable table, ObservableStringValue marked) {
    table
        .getColumns()
        .setAll(
            List.of(
                TrafficTable.column(
                    "time",
                    "Time",
                    76,
                    84,
                    by(ExchangeSummary::time),
                    () -> mono(TrafficColumns::time)),
                TrafficTable.column(
                    "client",
                    "Client",
                    98,
                    220,
                    by(s -> s.caller().client()),
                    () -> new ClientCell(marked)),
                TrafficTable.column(
                    "model",
                    "Model",
                    130,
                    900,
                    by(ExchangeSummary::model),
                    () -> text(TrafficColumns::model)),
                TrafficTable.column(
                    "status", "Status", 98, 112, by(s -> StatusLook.of(s).text()), StatusCell::new),
                TrafficTable.column(
                    "tools",
                    "Tools called",
                    90,
                    900,
                    by(s -> String.join(",", s.toolsCalled())),
                    () -> text(s -> String.join(", ", s.toolsCalled()))),
                TrafficTable.column(
                    "attempts",
                    "Attempts",
                    70,
                    80,
                    by(ExchangeSummary::attempts),
                    AttemptsCell::new),
                TrafficTable.column(
                    "verdict", "Verdict", 96, 110, by(ExchangeSummary::verdict), VerdictCell::new),
                TrafficTable.column(
                    "ttft",
                    "TTFT",
                    64,
                    78,
                    by(ExchangeSummary::ttftNanos),
                    () -> number(TrafficColumns::ttft)),
                TrafficTable.column(
                    "speed",
                    "tok/s",
                    50,
                    60,
                    by(ExchangeSummary::tokensPerSecond),
                    () -> number(TrafficColumns::speed)),
                TrafficTable.column(
                    "context",
                    "Ctx",
                    52,
                    60,
                    by(ExchangeSummary::contextPercent),
                    () -> number(TrafficColumns::context)),
                TrafficTable.column(
                    "duration",
                    "Duration",
                    118,
                    190,
                    by(s -> s.timings().total()),
                    DurationCell::new)));
    for (var column : table.getColumns()) {
      if (List.of("ttft", "speed", "context").contains(column.getId())) {
        column.getStyleClass().add("number-column");
      }
    }
  }

  /** A row in words, for those who hear it. */
  static String spoken(ExchangeSummary s) {
    String marks = ClientCell.marks(s, "");
    return "%s, %s, %s, status %s, verdict %s, %d attempts%s"
        .formatted(
            time(s),
            s.caller().client(),
            s.model(),
            StatusLook.of(s).text(),
            VerdictLook.of(s.verdict()).word(),
            s.attempts(),
            marks.isEmpty() ? "" : ", " + marks);
  }

  private static <U extends Comparable<? super U>> Comparator<ExchangeSummary> by(
      Function<ExchangeSummary, U> key) {
    return Comparator.comparing(key);
  }

  static String time(ExchangeSummary s) {
    return TIME.format(s.time());
  }

  static String model(ExchangeSummary s) {
    String asked = s.asked().model();
    String answered = s.modelAnswered();
    if (asked.isEmpty() || answered.isEmpty() || asked.equals(answered)) {
      return s.model();
    }
    return asked + " → " + answered;
  }

  static String ttft(ExchangeSummary s) {
    return s.ttftNanos() == Attempt.UNKNOWN ? "" : Amounts.nanos(s.ttftNanos());
  }

  static String speed(ExchangeSummary s) {
    return s.tokensPerSecond() <= 0 ? "" : Amounts.speed(s.tokensPerSecond());
  }

  static String context(ExchangeSummary s) {
    return s.contextPercent() <= 0 ? "" : Amounts.percent(s.contextPercent() / 100);
  }

  private static TableCell<TrafficRow, ExchangeSummary> text(
      Function<ExchangeSummary, String> words) {
    return new WordCell(words, "text-cell", true);
  }

  private static TableCell<TrafficRow, ExchangeSummary> mono(
      Function<ExchangeSummary, String> words) {
    return new WordCell(words, "mono-cell", false);
  }

  private static TableCell<TrafficRow, ExchangeSummary> number(
      Function<ExchangeSummary, String> words) {
    return new WordCell(words, "number-cell", false);
  }

  private static final class WordCell extends TableCell<TrafficRow, ExchangeSummary> {
    private final Function<ExchangeSummary, String> words;
    private final Tooltip tip;

    WordCell(Function<ExchangeSummary, String> words, String styleClass, boolean tipped) {
      this.words = words;
      this.tip = tipped ? new Tooltip() : null;
      getStyleClass().add(styleClass);
    }

    @Override
    protected void updateItem(ExchangeSummary s, boolean empty) {
      super.updateItem(s, empty);
      String text = empty || s == null ? "" : words.apply(s);
      setText(text);
      if (tip != null) {
        tip.setText(text);
        setTooltip(text.isEmpty() ? null : tip);
      }
    }
  }

  private static final class StatusCell extends TableCell<TrafficRow, ExchangeSummary> {
    private final Chip chip = new Chip();

    @Override
    protected void updateItem(ExchangeSummary s, boolean empty) {
      super.updateItem(s, empty);
      if (empty || s == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      StatusLook look = StatusLook.of(s);
      chip.setText(look.text());
      chip.setTone(look.tone());
      chip.setIcon(look.icon());
      setAccessibleText(look.text());
      setGraphic(chip);
    }
  }

  private static final class AttemptsCell extends TableCell<TrafficRow, ExchangeSummary> {
    private final Chip chip = new Chip("", Chip.Tone.WARN, Feather.ROTATE_CCW);

    AttemptsCell() {
      chip.getStyleClass().add("attempts-chip");
    }

    @Override
    protected void updateItem(ExchangeSummary s, boolean empty) {
      super.updateItem(s, empty);
      boolean retried = !empty && s != null && s.retried();
      setGraphic(retried ? chip : null);
      setText(empty || s == null || retried || s.attempts() == 0 ? "" : "1");
      setAccessibleText(retried ? s.attempts() + " attempts" : null);
      if (retried) {
        chip.setText(Integer.toString(s.attempts()));
        chip.setTone(s.verdict() == Verdict.GAVE_UP ? Chip.Tone.BAD : Chip.Tone.WARN);
      }
    }
  }

  private static final class VerdictCell extends TableCell<TrafficRow, ExchangeSummary> {
    private final Chip chip = new Chip();

    @Override
    protected void updateItem(ExchangeSummary s, boolean empty) {
      super.updateItem(s, empty);
      if (empty || s == null || s.verdict() == Verdict.UNJUDGED) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      VerdictLook.of(s.verdict()).dress(chip);
      setAccessibleText(chip.getText());
      setGraphic(chip);
    }
  }

  /** Time in words over a bar whose length grows with its logarithm, so that short ones show. */
  private static final class DurationCell extends TableCell<TrafficRow, ExchangeSummary> {
    private final StatBar bar = new StatBar();
    private final Label words = new Label();
    private final HBox row = new HBox(words, bar);
    private final Tooltip tip = new Tooltip();

    DurationCell() {
      bar.getStyleClass().add("phase-bar");
      words.getStyleClass().addAll("mono", "duration-words");
      row.getStyleClass().add("duration-row");
      row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(ExchangeSummary s, boolean empty) {
      super.updateItem(s, empty);
      if (empty || s == null) {
        setGraphic(null);
        setAccessibleText(null);
        setTooltip(null);
        return;
      }
      long total = s.timings().total();
      words.setText(Amounts.nanos(total));
      setAccessibleText(words.getText());
      double seconds = total / 1e9;
      double share = Math.log1p(seconds * 10) / Math.log1p(LONGEST_BAR_SECONDS * 10);
      bar.show(total / Math.clamp(share, 0.06, 1), PhaseParts.bar(s.timings()));
      tip.setText(PhaseParts.words(s.timings()));
      setTooltip(tip);
      setGraphic(row);
    }
  }
}
