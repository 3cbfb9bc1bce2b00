package org.khue.cloud.platform.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// What a run knows of its own file: the natural keys of the rows that it has passed, by part,
/// since rows of later parts may refer to them before they exist; and what a [BundleRule] has kept.
public final class Pending {
  private record Place(String part, String key) {}

  private final Map<Place, Integer> rows = new HashMap<>();
  private final Map<Class<?>, Object> kept = new HashMap<>();

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

  /// Keeps what a rule found out about the whole file, for the rows of all parts.
  public <T> void keep(Class<T> type, T what) {
    kept.put(type, what);
  }

  /// What was kept under that type; never there when a run is undone.
  public <T> T kept(Class<T> type) {
    Object what = kept.get(type);
    if (what == null) {
      throw new IllegalStateException("no rule kept a " + type.getSimpleName());
    }
    return type.cast(what);
  }
}
