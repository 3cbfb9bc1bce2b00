package org.khue.web.table;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a reader set a filter to.
public sealed interface Condition {
  /// @param words not empty, NFC
  record Contains(String words) implements Condition {}

  /// @param value one of the filter's options
  record Is(String value) implements Condition {}

  /// Days, both included; at least one is there.
  record Between(@Nullable LocalDate from, @Nullable LocalDate to) implements Condition {}
}
