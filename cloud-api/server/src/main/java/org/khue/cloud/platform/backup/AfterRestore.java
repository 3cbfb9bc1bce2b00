package org.khue.cloud.platform.backup;

import java.sql.Connection;
import java.sql.SQLException;

/// Fills tables that a backup leaves out again; a bean of the module that has them. Called once,
/// when the cloud starts for the first time after a restore.
public interface AfterRestore {

  /// @param transaction of the owner of all tables
  /// @return rows or subjects that were filled again, for the log
  long rebuild(Connection transaction) throws SQLException;
}
