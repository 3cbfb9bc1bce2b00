package org.khue.cloud.telemetry.internal.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import org.khue.cloud.telemetry.internal.PointRef;

/// The readings of one transaction of the ingest, on their way into a store. Belongs to one lane
/// and is used again and again.
///
/// A store that is no part of the transaction must have kept the readings for good when [#write]
/// returns, and keep those that are written again as one: a transaction that fails is repeated with
/// the same readings.
interface ReadingGroup {

  /// Opens groups; the bean of this type is the store that the ingest writes into.
  interface Store {
    ReadingGroup open();
  }

  /// @param micros µs UTC
  /// @param value NaN without a value
  /// @param flags as in [org.khue.cloud.telemetry.internal.Flags]
  /// @param reason 0 for none
  void add(PointRef point, long micros, double value, short flags, short reason);

  /// Writes what was added since [#clear].
  ///
  /// @param transaction also moves the cursors; neither committed nor rolled back here
  void write(Connection transaction) throws SQLException;

  void clear();
}
