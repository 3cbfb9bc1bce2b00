package org.khue.web.part;

import java.util.List;

/// A heat map as a table: readable without colours, printable.
///
/// @param caption for screen readers
/// @param corner heading of the rows' names
/// @param columns headings of the cells
/// @param sums headings of the figures behind the cells
/// @param legend what a cell's number means
public record Heat(
    String caption,
    String corner,
    List<String> columns,
    List<String> sums,
    List<Row> rows,
    String legend) {

  /// @param href where the row's parts are; empty for nowhere
  /// @param shares of the cells, 0 to 1; NaN for a cell that has none
  /// @param sums figures behind the cells
  public record Row(String name, String href, List<Double> shares, List<String> sums) {}

  /// The class of a share's colour.
  public static String colour(double share) {
    if (Double.isNaN(share)) {
      return "none";
    }
    return share < 0.05
        ? "h0"
        : share < 0.25 ? "h1" : share < 0.5 ? "h2" : share < 0.75 ? "h3" : "h4";
  }

  /// A share as whole percent; a point for none.
  public static String shown(double share) {
    return Double.isNaN(share) ? "·" : String.valueOf(Math.round(share * 100));
  }
}
