package org.khue.cloud.platform.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.retention.RetentionClass;

/// Imports are kept as long as they can be undone: their rows are copies of personal data.
final class ImportRetention implements RetentionClass {
  @Override
  public String name() {
    return "platform.import_run";
  }

  @Override
  public String titleKey() {
    return "imports.retention";
  }

  @Override
  public String basisKey() {
    return "imports.retention-basis";
  }

  @Override
  public int defaultDays() {
    return Math.toIntExact(Imports.UNDOABLE.toDays());
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "DELETE FROM platform.import_run WHERE coalesce(applied_at, started_at) < ?")) {
      Times.set(statement, 1, before);
      return statement.executeUpdate();
    }
  }
}
