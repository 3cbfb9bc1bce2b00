package org.khue.cloud.platform.db;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// The database did not do what a request needs: it is away, it refused a value, or the request met
/// a bug. The message says what was being done.
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String state;
  private final String constraint;

  public DatabaseException(String message, SQLException cause) {
    super(message + ": " + cause.getMessage(), cause);
    what = message;
    state = cause.getSQLState() == null ? "" : cause.getSQLState();
    ServerErrorMessage told =
        cause instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    String broken = told == null ? null : told.getConstraint();
    constraint = broken == null ? "" : " (rule " + broken + ")";
  }

  /// What was being done.
  public String what() {
    return what;
  }

  /// The SQLSTATE; empty if the server gave none.
  public String state() {
    return state;
  }

  /// The broken rule as an insertion ` (rule name)`; empty if none is named.
  public String constraint() {
    return constraint;
  }
}
