package org.khue.cloud.equipment.booking;

import java.util.List;

/// A week of a room or an item, as its page shows it.
///
/// @param days headings of the columns
/// @param rows one a period
public record Week(List<String> days, List<Row> rows) {

  /// @param period such as "Sáng, tiết 2"
  /// @param hours such as "7:50–8:35"
  public record Row(String period, String hours, List<Cell> cells) {}

  /// @param who has it; empty for nobody
  /// @param purpose of that booking; may be empty
  /// @param href of the form that books it, or of the booking; empty where there is nothing to do
  /// @param explain what the link does, for screen readers
  public record Cell(String who, String purpose, String href, String explain) {}
}
