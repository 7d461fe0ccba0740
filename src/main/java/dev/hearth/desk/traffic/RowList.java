package dev.hearth.desk.traffic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javafx.collections.ModifiableObservableListBase;

/**
 * The rows shown. Many are put in at once, which the toolkit's own list does one by one, moving all
 * that stand behind each time.
 */
final class RowList extends ModifiableObservableListBase<TrafficRow> {
  private final List<TrafficRow> rows = new ArrayList<>();

  /** Puts rows before all others, as one change. */
  void putFirst(List<TrafficRow> first) {
    put(0, first);
  }

  @Override
  public boolean addAll(Collection<? extends TrafficRow> last) {
    return put(rows.size(), last);
  }

  private boolean put(int at, Collection<? extends TrafficRow> some) {
    if (some.isEmpty()) {
      return false;
    }
    beginChange();
    try {
      rows.addAll(at, some);
      modCount++;
      nextAdd(at, at + some.size());
    } finally {
      endChange();
    }
    return true;
  }

  @Override
  public boolean setAll(Collection<? extends TrafficRow> all) {
    beginChange();
    try {
      List<TrafficRow> before = List.copyOf(rows);
      rows.clear();
      rows.addAll(all);
      modCount++;
      nextReplace(0, rows.size(), before);
    } finally {
      endChange();
    }
    return true;
  }

  @Override
  public void remove(int from, int to) {
    if (from == to) {
      return;
    }
    beginChange();
    try {
      List<TrafficRow> gone = List.copyOf(rows.subList(from, to));
      rows.subList(from, to).clear();
      modCount++;
      nextRemove(from, gone);
    } finally {
      endChange();
    }
  }

  @Override
  public TrafficRow get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  protected void doAdd(int index, TrafficRow row) {
    rows.add(index, row);
  }

  @Override
  protected TrafficRow doSet(int index, TrafficRow row) {
    return rows.set(index, row);
  }

  @Override
  protected TrafficRow doRemove(int index) {
    return rows.remove(index);
  }
}
