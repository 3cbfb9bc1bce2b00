package org.khue.web.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Comma-separated values (RFC 4180) that spreadsheets open rightly: a byte order mark for UTF-8,
/// and no cell that they would run as a formula.
public final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder out = new StringBuilder(BYTE_ORDER_MARK);

  /// Adds a row of texts. A text that begins like a formula gets an apostrophe before it (OWASP,
  /// "CSV Injection"); a plain number is left as it is.
  public Csv row(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      out.append(quoted(neutral(cells.get(i))));
    }
    out.append("\r\n");
    return this;
  }

  /// Adds a row of texts.
  public Csv row(String... cells) {
    return row(List.of(cells));
  }

  /// A number for a cell: point as decimal sign, no grouping; empty when there is none.
  public static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros().toPlainString()
        : "";
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private static String neutral(String cell) {
    if (cell.isEmpty() || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0 || isNumber(cell)) {
      return cell;
    }
    return "'" + cell;
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?\\d+(\\.\\d+)?");
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
