package org.khue.cloud.telemetry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// A module that counts in which minutes a gateway's devices were heard. Each bean of this type is
/// called by the ingest in the transaction that writes new minutes, be they of now or late ones;
/// the rules are those of [EventConsumer], but for a fault: it fails the transaction, which is then
/// tried again. So do as little as a note.
public interface CoverageConsumer {

  /// Takes note of new minutes.
  ///
  /// @param hours by gateway, the begins of the hours (UTC) in which new minutes lie; not empty
  void heard(Connection transaction, Map<String, Set<Instant>> hours) throws SQLException;
}
