package org.shuttersend.ui.main;

import java.util.AbstractList;
import java.util.List;
import javafx.collections.ObservableListBase;

/// The items of the list: its rows' numbers and nothing else, so that a million rows cost nothing.
/// A cell looks up what its number stands for at the moment; the list itself only hears of a new
/// length.
final class RowIndexes extends ObservableListBase<Integer> {
  private int size;

  void resize(int newSize) {
    if (newSize == size) {
      return;
    }
    beginChange();
    int oldSize = size;
    size = newSize;
    if (newSize > oldSize) {
      nextAdd(oldSize, newSize);
    } else {
      nextRemove(newSize, numbers(newSize, oldSize));
    }
    endChange();
  }

  @Override
  public Integer get(int index) {
    return index;
  }

  @Override
  public int size() {
    return size;
  }

  private static List<Integer> numbers(int from, int to) {
    return new AbstractList<>() {
      @Override
      public Integer get(int index) {
        return from + index;
      }

      @Override
      public int size() {
        return to - from;
      }
    };
  }
}
