package org.khue.cloud.telemetry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.khue.contract.Entry;

/// A module that acts on the events stream. Each bean of this type is called by the ingest inside
/// the transaction that moves the gateway's events cursor, so what it writes takes effect exactly
/// once, whatever happens to the connection, the cloud or the database.
///
/// Rules for an implementation:
///
/// - Write only through `transaction`. Never commit, roll back, close it, or change its modes.
/// - Do nothing that outlives a rollback (no call to a device, no message, no change of a field).
/// - Switch over [Entry] and pass by what is not yours; new kinds come.
/// - A [SQLException] or unchecked exception on one entry does not block the queue: the ingest
///   rolls back to before the entries, gives them again one by one, and puts each that fails again
///   into `telemetry.set_aside` with the reason. Other consumers still get that entry. A lost
///   connection or a deadlock is no fault of the entry: the whole transaction is tried again.
public interface EventConsumer {

  /// A short name for logs and `telemetry.set_aside`, such as `equipment`.
  String name();

  /// Takes entries of one gateway, in the order of its stream.
  ///
  /// @param entries at least one; every [org.khue.contract.Stamp#wallMicros()] is already dated by
  ///   the cloud (an UNSYNCED clock was corrected), so it can be used as it is
  void accept(Connection transaction, String gateway, List<Entry> entries) throws SQLException;
}
