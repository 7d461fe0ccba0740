package dev.hearth.desk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.JournalService;
import dev.hearth.desk.services.JournalStatus;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.Threads;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.insight.Insight;
import dev.hearth.traffic.insight.InsightBuilder;
import dev.hearth.traffic.journal.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryModelTest {
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> buckets = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean broken;

  private final JournalService journal =
      new JournalService() {
        @Override
        public Live<JournalStatus> status() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void incognito(boolean on) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Insight insight(Filter filter, Duration bucket) {
          asked.add(filter.text());
          buckets.add(bucket);
          if (broken) {
            throw new JournalException("The journal could not be read: gone", null);
          }
          InsightBuilder builder = new InsightBuilder(bucket);
          for (int i = 0; i < asked.size(); i++) {
            builder.add(Script.fold(Script.retried("a" + i)).summary());
          }
          return builder.insight();
        }
      };

  private SummaryModel model(String filter) {
    return new SummaryModel(
        journal, new Threads(waiting::add, Runnable::run), Filter.parse(filter));
  }

  private void run(int task) {
    waiting.get(task).run();
  }

  private static long calls(SummaryModel model) {
    return ((SummaryModel.State.Read) model.stateProperty().get()).insight().all().calls();
  }

  @Test
  void readsTheLastDayAtOnce() {
    SummaryModel model = model("");
    assertThat(model.stateProperty().get()).isEqualTo(new SummaryModel.State.Reading());
    run(0);
    assertThat(asked).containsExactly("after:24h");
    assertThat(calls(model)).isEqualTo(1);
  }

  @Test
  void anotherPeriodIsReadMoreOrLessFinelyWithinTheFilter() {
    SummaryModel model = model("client:codex");
    run(0);
    for (SummaryModel.Period period : SummaryModel.Period.values()) {
      model.periodProperty().set(period);
    }
    for (int i = 1; i < waiting.size(); i++) {
      run(i);
    }
    assertThat(asked)
        .containsExactly(
            "client:codex after:24h",
            "client:codex after:1h",
            "client:codex after:24h",
            "client:codex after:7d",
            "client:codex");
    assertThat(buckets.get(1)).isLessThan(buckets.get(2));
    assertThat(buckets.get(2)).isLessThan(buckets.get(3));
    assertThat(buckets.get(3)).isLessThan(buckets.get(4));
  }

  @Test
  void anAnswerAboutAnotherPeriodComesTooLate() {
    SummaryModel model = model("");
    model.periodProperty().set(SummaryModel.Period.WEEK);
    run(1);
    assertThat(calls(model)).isEqualTo(1);
    run(0);
    // The late one counted two.
    assertThat(calls(model)).isEqualTo(1);
  }

  @Test
  void aJournalThatCannotBeReadIsSaid() {
    broken = true;
    SummaryModel model = model("");
    run(0);
    assertThat(model.stateProperty().get())
        .isEqualTo(new SummaryModel.State.Broken("The journal could not be read: gone"));
    broken = false;
    model.read();
    run(1);
    assertThat(calls(model)).isPositive();
  }
}
