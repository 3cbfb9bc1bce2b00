package org.khue.cloud.platform.backup;

import io.micronaut.context.annotation.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.vault.Rebuild;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// At the first start after a restore: what the backup left out is filled again.
@Context
final class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  FirstStart(Database database, List<Rebuild> rebuilds) {
    try (Connection connection = database.ownerSource().getConnection()) {
      if (!CatalogStore.exists(connection, "platform.restored")) {
        return;
      }
      connection.setAutoCommit(false);
      long filled = 0;
      for (Rebuild rebuild : rebuilds) {
        filled += rebuild.rebuild(connection);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE platform.restored");
      }
      connection.commit();
      LOG.info("This data came from a backup: {} records were made readable again", filled);
    } catch (SQLException e) {
      throw new DatabaseException("making restored data readable again", e);
    }
  }
}
