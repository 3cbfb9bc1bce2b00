package org.khue.cloud.platform.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/// What the cells of a column hold, and how their canonical text looks.
public sealed interface Kind {

  /// Free text in one line, NFC, without invisible characters.
  ///
  /// @param longest number of characters
  record Words(int longest) implements Kind {}

  /// A date; canonical `yyyy-MM-dd`. People may write `dd/MM/yyyy` too, spreadsheets their own
  /// dates.
  record Day(LocalDate earliest, LocalDate latest) implements Kind {}

  /// A number; canonical without grouping, with a point. People may write a decimal comma.
  record Decimal(BigDecimal least, BigDecimal most, int decimals) implements Kind {}

  /// One of few values; canonical its code. People may write its code or its label in either
  /// language.
  record Choice(List<Option> options) implements Kind {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /// A value that a [Choice] allows.
  record Option(String code, String labelKey) {}

  /// A number or code that names somebody or something; spaces, dots and hyphens in it are left
  /// out.
  ///
  /// @param form of the canonical text
  /// @param digits 0, or its length when it consists of digits alone: a spreadsheet that took it
  ///   for a number has dropped its leading zeros, which come back
  record Identifier(Pattern form, int digits) implements Kind {}

  /// The natural key of a row of another list, such as a class by its name. The [Target] knows
  /// which ones there are.
  record Reference(int longest) implements Kind {}
}
