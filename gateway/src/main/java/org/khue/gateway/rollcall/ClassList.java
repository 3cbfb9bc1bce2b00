package org.khue.gateway.rollcall;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A class as the gateway knows it: how many pupils its list has, and which card belongs to which
/// place in the list. It holds no names.
///
/// @param code such as `6A1`
/// @param size how many pupils the list has
/// @param cards keyed hash of a card → number in the list, 1 to `size`; a pupil may have two cards
public record ClassList(String code, int size, Map<String, Integer> cards) {
  /// More than any class has.
  public static final int MOST_PUPILS = 99;

  private static final String CODE = "[\\p{L}\\p{N}][\\p{L}\\p{N} ./-]{0,19}";

  public ClassList {
    cards = Map.copyOf(cards);
  }

  /// Whether a class may be called so: letters, digits, spaces, dots, slashes and hyphens, at most
  /// 20 characters.
  public static boolean isCode(String code) {
    return code.matches(CODE);
  }

  Optional<Integer> number(String card) {
    return Optional.ofNullable(cards.get(card));
  }

  /// The list with a card for a pupil, taken from whoever had it before.
  ClassList with(String card, int number) {
    Map<String, Integer> more = new LinkedHashMap<>(cards);
    more.put(card, number);
    return new ClassList(code, size, more);
  }

  ClassList without(String card) {
    Map<String, Integer> fewer = new LinkedHashMap<>(cards);
    fewer.remove(card);
    return new ClassList(code, size, fewer);
  }

  /// The list with another length; cards of numbers beyond it are forgotten.
  ClassList ofSize(int newSize) {
    Map<String, Integer> kept = new LinkedHashMap<>(cards);
    kept.values().removeIf(number -> number > newSize);
    return new ClassList(code, newSize, kept);
  }

  /// How many pupils have a card.
  public long known() {
    return cards.values().stream().distinct().count();
  }
}
