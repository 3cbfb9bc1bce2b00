package org.khue.cloud.platform.db;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The database users beside the owner. Neither owns a table, so row-level security holds for the
/// application: its user sees the rows of a scope alone. The ingest's user writes what machines
/// send and passes the policies by (a `COPY` cannot be checked row by row).
///
/// Their passwords are derived from the owner's, so that every node of the cloud knows them and no
/// further secret has to be kept.
///
/// @param application for pages and modules
/// @param ingest for the ingest alone
record DatabaseRoles(Login application, Login ingest) {
  /// @param password null where the server trusts the connection
  record Login(String user, @Nullable String password) {}

  static DatabaseRoles of(String owner, @Nullable String ownerPassword) {
    return new DatabaseRoles(
        login(owner + "_app", ownerPassword), login(owner + "_ingest", ownerPassword));
  }

  private static Login login(String user, @Nullable String ownerPassword) {
    if (ownerPassword == null) {
      return new Login(user, null);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ownerPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] derived = mac.doFinal(("khue database user " + user).getBytes(StandardCharsets.UTF_8));
      return new Login(user, HexFormat.of().formatHex(derived));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// Makes the users where they are missing, and lets them use what modules make later.
  ///
  /// @param owner connections of the owner
  void prepare(DataSource owner, List<ModuleSchema> schemas) {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      // Two clouds that start at once on one server must not make a user twice.
      connection.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('khue roles', 0))");
      make(statement, application, "NOBYPASSRLS");
      make(statement, ingest, "BYPASSRLS");
      connection.commit();
      connection.setAutoCommit(true);
      for (ModuleSchema schema : schemas) {
        admit(statement, schema.name());
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "The database users "
              + application.user()
              + " and "
              + ingest.user()
              + " could not be prepared: "
              + e.getMessage()
              + ". The owner needs CREATEROLE and BYPASSRLS, or a superuser makes both users"
              + " beforehand; see docs/reference/database.md.",
          e);
    }
  }

  private static void make(Statement statement, Login login, String rls) throws SQLException {
    var found =
        statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + login.user() + "'");
    if (!found.next()) {
      statement.execute("CREATE ROLE \"" + login.user() + "\" LOGIN " + rls);
    }
    if (login.password() != null) {
      statement.execute("ALTER ROLE \"" + login.user() + "\" PASSWORD '" + login.password() + "'");
    }
  }

  private void admit(Statement statement, String schema) throws SQLException {
    String both = "\"" + application.user() + "\", \"" + ingest.user() + "\"";
    statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
    statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + both);
    statement.execute(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA "
            + schema
            + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "
            + both);
    statement.execute(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT USAGE ON SEQUENCES TO " + both);
  }
}
