package dev.hearth.traffic.exchange;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Elements are only added, so a view of the first n stays true and costs nothing to make. */
final class GrowingList<T> {
  private Object[] elements = new Object[16];
  private int size;

  void add(T element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size * 2);
    }
    elements[size++] = element;
  }

  int size() {
    return size;
  }

  /** What is there now; later additions do not show. */
  List<T> view() {
    return size == 0 ? List.of() : new View<>(elements, size);
  }

  private static final class View<T> extends AbstractList<T> implements RandomAccess {
    private final Object[] elements;
    private final int size;

    View(Object[] elements, int size) {
      this.elements = elements;
      this.size = size;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T get(int index) {
      if (index >= size) {
        throw new IndexOutOfBoundsException(index);
      }
      return (T) elements[index];
    }

    @Override
    public int size() {
      return size;
    }
  }
}
