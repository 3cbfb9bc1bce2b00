package org.khue.web.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kind of value a field takes.
public sealed interface Kind {
  /// One line of words.
  ///
  /// @param type of the input: `text`, `email`, `tel`, `url`
  record Line(String type, int longest) implements Kind {}

  /// Several lines of words.
  record Area(int rows, int longest) implements Kind {}

  /// @param decimals how many are taken; 0 for whole numbers
  /// @param unit shown behind the field; empty for none
  record Amount(@Nullable BigDecimal least, @Nullable BigDecimal most, int decimals, String unit)
      implements Kind {}

  record Day(@Nullable LocalDate first, @Nullable LocalDate last) implements Kind {}

  /// One of some values: a list to pull down, or buttons when there are few.
  record One(List<Option> options, boolean buttons) implements Kind {}

  /// Any of some values.
  record Many(List<Option> options) implements Kind {}

  /// Yes or no.
  record Tick() implements Kind {}

  record Secret(int longest) implements Kind {}

  /// Carried along unseen.
  record Unseen() implements Kind {}

  /// A file, which the controller takes as a part of the request.
  ///
  /// @param accept file endings or media types, as in HTML
  record Upload(String accept) implements Kind {}

  /// @param label in the reader's language
  record Option(String value, String label) {}
}
