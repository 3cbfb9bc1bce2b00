package org.khue.gateway.rollcall;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stamp;

/// What the room's reader is used for just now: one thing at a time.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Work.RollCall.class, name = "roll-call"),
  @JsonSubTypes.Type(value = Work.Learning.class, name = "learning")
})
public sealed interface Work {
  ClassList list();

  Stamp begun();

  /// How somebody was found to be there.
  enum How {
    CARD,
    HAND
  }

  /// A roll-call that goes on.
  ///
  /// @param id unique for ever
  /// @param present number in the list → how it was told
  /// @param strangers cards that the list does not know, at most [#MOST_STRANGERS]
  record RollCall(
      String id,
      ClassList list,
      Stamp begun,
      SortedMap<Integer, How> present,
      Set<String> strangers)
      implements Work {
    /// More are not told apart.
    static final int MOST_STRANGERS = 200;

    public RollCall {
      present = Collections.unmodifiableSortedMap(new TreeMap<>(present));
      strangers = Set.copyOf(strangers);
    }

    RollCall with(int number, How how) {
      TreeMap<Integer, How> more = new TreeMap<>(present);
      more.put(number, how);
      return new RollCall(id, list, begun, more, strangers);
    }

    RollCall without(int number) {
      TreeMap<Integer, How> fewer = new TreeMap<>(present);
      fewer.remove(number);
      return new RollCall(id, list, begun, fewer, strangers);
    }

    RollCall withStranger(String card) {
      if (strangers.size() >= MOST_STRANGERS) {
        return this;
      }
      Set<String> more = new TreeSet<>(strangers);
      more.add(card);
      return new RollCall(id, list, begun, present, more);
    }

    /// Every number of the list, and whether it is there.
    public SortedMap<Integer, Boolean> everybody() {
      TreeMap<Integer, Boolean> all = new TreeMap<>();
      for (int number = 1; number <= list.size(); number++) {
        all.put(number, present.containsKey(number));
      }
      return Collections.unmodifiableSortedMap(all);
    }
  }

  /// Cards are told to the list: each tap gives the next number its card.
  ///
  /// @param next the number that the next card gets; one more than the list is long when all are
  ///   done
  /// @param latest the card told last, which can be taken back; null at the beginning
  record Learning(ClassList list, Stamp begun, int next, @Nullable String latest) implements Work {
    /// Whether every number had its turn.
    public boolean isDone() {
      return next > list.size();
    }
  }
}
