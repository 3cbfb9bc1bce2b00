package org.khue.cloud.platform.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The natural keys of the rows that a dry run has passed, by part: rows of later parts may refer
/// to them before they exist.
public final class Pending {
  private record Place(String part, String key) {}

  private final Map<Place, Integer> rows = new HashMap<>();

  /// The row that bears the key already; else the key is noted for this row. A target may note more
  /// than the natural keys, under a name of its own.
  public OptionalInt note(String part, String key, int row) {
    Integer earlier = rows.putIfAbsent(new Place(part, key), row);
    return earlier == null || earlier == row ? OptionalInt.empty() : OptionalInt.of(earlier);
  }

  /// Whether a row of that part will add the key.
  public boolean adds(String part, String key) {
    return rows.containsKey(new Place(part, key));
  }
}
