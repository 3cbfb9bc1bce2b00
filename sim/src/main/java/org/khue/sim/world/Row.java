package org.khue.sim.world;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// One minute of the recordings.
///
/// @param time local time of the recorded room
public record Row(LocalDateTime time, Climate climate, boolean occupied) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /// Reads a line such as `"1","2015-02-04 17:51:00",23.18,27.272,426,721.25,0.0048,1`.
  static Row parse(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 8) {
      throw new IllegalArgumentException(
          "A row of the recordings has 8 cells, this has " + cells.length + ": " + line);
    }
    return new Row(
        LocalDateTime.parse(cells[1].replace("\"", ""), TIME),
        new Climate(number(cells[2]), number(cells[3]), number(cells[4]), number(cells[5])),
        cells[7].strip().equals("1"));
  }

  private static double number(String cell) {
    return Double.parseDouble(cell);
  }
}
