package org.khue.cloud.organisation.model;

import java.util.Locale;

/// How one unit stands to another.
public enum RelationKind {
  /// The first runs the second. A unit has one such parent at a time.
  MANAGES,
  /// The first watches over the work of the second, beside the one who manages it.
  OVERSEES,
  /// The first ended in the second, which keeps its records.
  MERGED_INTO;

  /// The code in the database, in addresses and in JSON: `merged-into`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return code();
  }
}
