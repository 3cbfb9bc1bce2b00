package org.khue.cloud.platform.db;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Makes the schemas of this program in an empty database, for a restore.
public final class Schemas {
  private Schemas() {}

  /// An external database, by its owner.
  ///
  /// @throws DatabaseUnavailableException after a minute without an answer
  public static DataSource external(DatabaseSettings settings) {
    return Migrations.external(settings);
  }

  /// Users, privileges and all migrations.
  ///
  /// @param user the owner
  /// @param password the owner's; null where the server trusts the connection
  public static void make(
      DataSource owner, String user, @Nullable String password, List<ModuleSchema> schemas) {
    List<ModuleSchema> ordered = ModuleSchema.inOrder(schemas);
    DatabaseRoles.of(user, password).prepare(owner, ordered);
    Migrations.run(owner, ordered);
  }
}
