package org.khue.cloud.equipment.utilisation;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.cloud.equipment.utilisation.model.Series;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads the table `equipment.use_day` with binary COPY: a school year of 120 schools is 0.6
/// million rows of seven arrays, which the driver would take half a minute to make objects of.
final class CubeStore {
  private static final int HEADER = 19; // signature, flags, length of the extension
  private static final int ARRAY_HEAD = 20; // dimensions, nulls, type, length, lower bound
  private static final long POSTGRES_EPOCH_DAY = 10_957; // 2000-01-01
  private static final int ARRAYS = Series.CELL;

  /// What was written after a change.
  ///
  /// @param change the newest one among them
  record Changed(Map<Integer, List<Series.Day>> days, long change) {}

  /// The days that were written after that change.
  ///
  /// @param since days before that one (since 1970) are left out
  Changed after(Connection connection, long change, long since) throws SQLException {
    String select =
        "COPY (SELECT subject, day, year, term, week, weekday, change, slots, available, booked,"
            + " used, used_booked, expected, heard FROM equipment.use_day WHERE change > "
            + change
            + " AND day >= DATE '1970-01-01' + "
            + since
            + " ORDER BY subject, day) TO STDOUT (FORMAT binary)";
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(select);
    Map<Integer, List<Series.Day>> days = new HashMap<>();
    long newest = change;
    boolean first = true;
    for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
      ByteBuffer row = ByteBuffer.wrap(bytes);
      if (first) {
        row.position(HEADER);
        first = false;
      }
      if (row.remaining() >= 2 && row.getShort() > 0) {
        newest = Math.max(newest, row(row, days));
      }
    }
    return new Changed(days, newest);
  }

  private static long row(ByteBuffer row, Map<Integer, List<Series.Day>> days) {
    row.getInt();
    int subject = row.getInt();
    row.getInt();
    int day = Math.toIntExact(row.getInt() + POSTGRES_EPOCH_DAY);
    int year = smallint(row);
    int term = smallint(row);
    int week = smallint(row);
    int weekday = smallint(row);
    row.getInt();
    long change = row.getLong();
    char[] cells = cells(row);
    days.computeIfAbsent(subject, id -> new ArrayList<>())
        .add(new Series.Day(day, year, term, week, weekday, cells));
    return change;
  }

  private static int smallint(ByteBuffer row) {
    row.getInt();
    return row.getShort();
  }

  private static char[] cells(ByteBuffer row) {
    char[] cells = new char[0];
    for (int array = 0; array < ARRAYS; array++) {
      int bytes = row.getInt();
      int end = row.position() + bytes;
      int dimensions = row.getInt(row.position());
      if (dimensions > 0) {
        int slots = row.getInt(row.position() + 12);
        if (array == 0) {
          cells = new char[slots * ARRAYS];
        }
        row.position(row.position() + ARRAY_HEAD);
        for (int slot = 0; slot < slots; slot++) {
          int length = row.getInt();
          cells[slot * ARRAYS + array] = (char) (length == 2 ? row.getShort() : row.getInt());
        }
      }
      row.position(end);
    }
    return cells;
  }
}
