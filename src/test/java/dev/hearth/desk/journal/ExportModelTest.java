package dev.hearth.desk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.ExportOrder;
import dev.hearth.desk.services.Going;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.TrafficFiles;
import dev.hearth.traffic.export.ExportFormat;
import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportModelTest {
  @TempDir Path dir;
  private final List<ExportOrder> orders = new ArrayList<>();
  private final List<Path> shown = new ArrayList<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private Optional<Exporter.Exported> outcome = Optional.of(new Exporter.Exported(3, 0));
  private String failure = "";
  private boolean unreadable;

  private final class FakeFiles implements TrafficFiles {
    @Override
    public long count(Filter filter) {
      if (unreadable) {
        throw new JournalException("gone", null);
      }
      return filter.empty() ? 60 : 7;
    }

    @Override
    public Optional<Exporter.Exported> export(ExportOrder order, Going going) throws IOException {
      orders.add(order);
      if (!failure.isEmpty()) {
        throw new IOException(failure);
      }
      return going.on(20, 60) ? outcome : Optional.empty();
    }

    @Override
    public Imported read(Path file, Going going) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void show(Path file) {
      shown.add(file);
    }
  }

  private ExportModel model(String chosen, String filter) {
    return new ExportModel(
        new FakeFiles(),
        new Threads(waiting::add, Runnable::run),
        chosen,
        Filter.parse(filter),
        dir);
  }

  private void work() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
    }
  }

  private static String end(ExportModel model) {
    return switch (model.work().stateProperty().get()) {
      case FilesModel.State.Done(String words) -> words;
      case FilesModel.State.Broken(String why) -> why;
      default -> "not over";
    };
  }

  @Test
  void whatIsOfferedFollowsTheChoiceAndTheFilter() {
    assertThat(model("", "").whatProperty().get()).isEqualTo(ExportModel.What.ALL);
    assertThat(model("e1", "").whatProperty().get()).isEqualTo(ExportModel.What.SELECTED);
    ExportModel both = model("e1", "tool:grep");
    assertThat(both.whatProperty().get()).isEqualTo(ExportModel.What.FILTERED);
    assertThat(ExportModel.What.values()).allMatch(both::offers);
    assertThat(model("", "").offers(ExportModel.What.SELECTED)).isFalse();
    assertThat(model("", "").offers(ExportModel.What.FILTERED)).isFalse();
    work();
    assertThat(both.countsProperty())
        .containsEntry(ExportModel.What.SELECTED, 1L)
        .containsEntry(ExportModel.What.FILTERED, 7L)
        .containsEntry(ExportModel.What.ALL, 60L);
  }

  @Test
  void anUnreadableJournalCountsNothing() {
    unreadable = true;
    ExportModel model = model("", "");
    work();
    assertThat(model.countsProperty()).containsEntry(ExportModel.What.ALL, 0L);
  }

  @Test
  void theEndingFollowsTheFormUnlessTheUserChoseAnother() {
    ExportModel model = model("", "");
    assertThat(model.fileProperty().get()).endsWith("hearth-traffic.har");
    model.formatProperty().set(ExportFormat.JSONL);
    assertThat(model.fileProperty().get()).endsWith("hearth-traffic.jsonl");
    model.fileProperty().set(dir.resolve("mine.txt").toString());
    model.formatProperty().set(ExportFormat.HTML);
    assertThat(model.fileProperty().get()).endsWith("mine.txt");
  }

  @Test
  void refusesPlacesWhereNoFileCanBe() throws IOException {
    ExportModel model = model("", "");
    assertThat(model.problem()).isEmpty();
    for (String place : List.of(dir.resolve("no/x.har").toString(), dir.toString(), "a\0b")) {
      model.fileProperty().set(place);
      assertThat(model.problem()).as(place).contains("folder that exists");
    }
    model.start();
    work();
    assertThat(orders).isEmpty();
    Path there = Files.writeString(dir.resolve("there.har"), "");
    model.fileProperty().set(there.toString());
    assertThat(model.replaces()).isTrue();
  }

  @Test
  void ordersWhatWasChosenMaskedUnlessToldOtherwise() {
    ExportModel model = model("e1", "tool:grep");
    model.start();
    work();
    model.whatProperty().set(ExportModel.What.SELECTED);
    model.maskedProperty().set(false);
    model.formatProperty().set(ExportFormat.CURL);
    model.start();
    work();
    model.whatProperty().set(ExportModel.What.ALL);
    model.start();
    work();
    assertThat(orders.get(0).ids()).isEmpty();
    assertThat(orders.get(0).filter().text()).isEqualTo("tool:grep");
    assertThat(orders.get(0).masked()).isTrue();
    assertThat(orders.get(1).ids()).containsExactly("e1");
    assertThat(orders.get(1).format()).isEqualTo(ExportFormat.CURL);
    assertThat(orders.get(1).masked()).isFalse();
    assertThat(orders.get(2).ids()).isEmpty();
    assertThat(orders.get(2).filter().empty()).isTrue();
  }

  @Test
  void tellsHowItWent() {
    ExportModel model = model("", "");
    model.start();
    assertThat(model.work().busy()).isTrue();
    work();
    assertThat(end(model)).isEqualTo("3 requests written.");
    outcome = Optional.of(new Exporter.Exported(1, 2));
    model.start();
    work();
    assertThat(end(model)).startsWith("1 request written.").contains("2 were left out");
    failure = "No space left on device";
    model.start();
    work();
    assertThat(end(model)).contains("No space left on device", "choose another file");
  }

  @Test
  void whatIsCalledOffSaysNothingWasWritten() {
    ExportModel model = model("", "");
    model.start();
    model.work().cancel();
    work();
    assertThat(end(model)).isEmpty();
    model.showFile();
    work();
    assertThat(shown).containsExactly(dir.resolve("hearth-traffic.har"));
  }
}
