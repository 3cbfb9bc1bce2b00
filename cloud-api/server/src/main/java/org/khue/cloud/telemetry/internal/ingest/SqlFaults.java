package org.khue.cloud.telemetry.internal.ingest;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/// Tells trouble of the database, which passes, from trouble with what is written, which does not.
final class SqlFaults {
  private SqlFaults() {}

  /// Whether the same transaction may succeed later: the connection broke (class 08), the server
  /// stops or starts (57P), lacks memory, disk or connections (53), met an I/O error (58), or
  /// another transaction was in the way (40, 55P03).
  static boolean passes(SQLException e) {
    String state = e.getSQLState();
    if (e instanceof SQLTransientException || e instanceof SQLRecoverableException) {
      return true;
    }
    return state == null
        ? isClosed(e.getMessage())
        : state.startsWith("08")
            || state.startsWith("57")
            || state.startsWith("53")
            || state.startsWith("58")
            || isCollision(e)
            || state.startsWith("55P03");
  }

  /// Whether another transaction was in the way.
  static boolean isCollision(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("40");
  }

  private static boolean isClosed(@Nullable String message) {
    return message != null && message.contains("closed");
  }
}
