package org.khue.cloud.platform.db;

import java.sql.SQLException;

/// The database did not do what a request needs: it is away, or the request met a bug. The message
/// says what was being done.
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message, SQLException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
