package org.khue.cloud.platform.db;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A module's own PostgreSQL schema. Declared as a bean by the module; its migrations are the files
/// `db/migration/<name>/V<n>__<what>.sql` of the class path, run before any bean gets the
/// [javax.sql.DataSource]. Each schema keeps its history in its own table `flyway_history`.
///
/// @param name of the schema and of the folder: lower-case letters
public record ModuleSchema(String name) {
  /// The schema whose functions the migrations of all others may call.
  public static final String PLATFORM = "platform";

  private static final Pattern NAME = Pattern.compile("[a-z]{2,30}");

  public ModuleSchema {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a schema name is 2 to 30 lower-case letters: " + name);
    }
  }

  /// The platform first, the others by name: none depends on another.
  static List<ModuleSchema> inOrder(List<ModuleSchema> schemas) {
    return schemas.stream()
        .sorted(
            Comparator.comparing((ModuleSchema schema) -> !schema.name().equals(PLATFORM))
                .thenComparing(ModuleSchema::name))
        .toList();
  }
}
