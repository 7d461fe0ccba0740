package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.collections.ListChangeListener;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Who follows the changes of the list has the same list. */
class RowListProperties {
  private static final ExchangeSummary SUMMARY = Script.fold(Script.retried("x")).summary();

  private int number;

  private List<TrafficRow> some(Random random) {
    List<TrafficRow> rows = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      rows.add(new TrafficRow(++number, SUMMARY, true));
    }
    return rows;
  }

  @Property(tries = 300)
  void changesTellTheWholeStory(@ForAll long seed) {
    Random random = new Random(seed);
    RowList list = new RowList();
    List<TrafficRow> expected = new ArrayList<>();
    List<TrafficRow> followed = new ArrayList<>();
    list.addListener(
        (ListChangeListener<TrafficRow>)
            change -> {
              while (change.next()) {
                followed
                    .subList(change.getFrom(), change.getFrom() + change.getRemovedSize())
                    .clear();
                followed.addAll(change.getFrom(), change.getAddedSubList());
              }
            });
    for (int i = 0; i < 12; i++) {
      List<TrafficRow> rows = some(random);
      int at = random.nextInt(expected.size() + 1);
      switch (random.nextInt(6)) {
        case 0 -> {
          list.putFirst(rows);
          expected.addAll(0, rows);
        }
        case 1 -> {
          list.addAll(rows);
          expected.addAll(rows);
        }
        case 2 -> {
          list.setAll(rows);
          expected = new ArrayList<>(rows);
        }
        case 3 -> {
          list.remove(0, at);
          expected.subList(0, at).clear();
        }
        case 4 -> {
          TrafficRow row = new TrafficRow(++number, SUMMARY, true);
          list.add(at, row);
          expected.add(at, row);
        }
        default -> {
          if (at < expected.size()) {
            list.remove(at);
            expected.remove(at);
          }
        }
      }
      assertThat(list).isEqualTo(expected);
      assertThat(followed).isEqualTo(expected);
    }
  }
}
