package org.khue.web.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.khue.web.Mark;

/// What stands in one cell of a table.
public sealed interface Value {
  /// Nothing is known.
  Value NONE = new None();

  record None() implements Value {}

  record Words(String text) implements Value {}

  /// @param decimals how many are shown at most; files get them all
  record Amount(BigDecimal number, int decimals) implements Value {}

  record Day(LocalDate date) implements Value {}

  record Moment(Instant at) implements Value {}

  record Status(Mark mark, String word) implements Value {}

  record Link(String word, String href) implements Value {}

  /// @param href empty when the name leads nowhere
  record Person(String name, String href) implements Value {}
}
