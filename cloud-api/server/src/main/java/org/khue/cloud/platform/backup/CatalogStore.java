package org.khue.cloud.platform.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a database has, from PostgreSQL's own catalogue: tables, sequences, migrations, foreign
/// keys. The schemas are those that have a history of migrations.
final class CatalogStore {
  private static final String HISTORY = "flyway_history";
  private static final String SCHEMAS =
      "(SELECT n.oid FROM pg_namespace n JOIN pg_class h ON h.relnamespace = n.oid"
          + " AND h.relname = '"
          + HISTORY
          + "')";

  private CatalogStore() {}

  /// A table that holds rows itself.
  record Found(
      String name, @Nullable String parent, @Nullable String bound, List<String> columns) {}

  /// A foreign key.
  record ForeignKey(String table, String name, String definition) {}

  static List<Found> tables(Connection connection) throws SQLException {
    List<Found> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT c.oid::regclass::text, i.inhparent::regclass::text,"
                    + " pg_get_expr(c.relpartbound, c.oid),"
                    + " (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum)"
                    + " FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0"
                    + " AND NOT a.attisdropped AND a.attgenerated = '')"
                    + " FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid"
                    + " WHERE c.relkind = 'r' AND c.relname <> '"
                    + HISTORY
                    + "' AND c.relnamespace IN "
                    + SCHEMAS
                    + " ORDER BY pg_table_size(c.oid) DESC, 1")) {
      while (row.next()) {
        tables.add(
            new Found(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray())));
      }
    }
    return tables;
  }

  static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S' AND relnamespace IN "
                    + SCHEMAS
                    + " ORDER BY 1")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    List<Manifest.Sequence> sequences = new ArrayList<>();
    for (String name : names) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT last_value, is_called FROM " + name)) {
        row.next();
        sequences.add(new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
      }
    }
    return sequences;
  }

  /// By schema, each migration that was applied, in order.
  static Map<String, List<String>> migrations(Connection connection) throws SQLException {
    Map<String, List<String>> migrations = new TreeMap<>();
    for (String schema : schemas(connection)) {
      List<String> applied = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT version, description, checksum FROM "
                      + schema
                      + "."
                      + HISTORY
                      + " WHERE success AND version IS NOT NULL ORDER BY version::numeric")) {
        while (row.next()) {
          applied.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
        }
      }
      migrations.put(schema, applied);
    }
    return migrations;
  }

  static List<String> schemas(Connection connection) throws SQLException {
    List<String> schemas = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT quote_ident(nspname) FROM pg_namespace WHERE oid IN "
                    + SCHEMAS
                    + " ORDER BY 1")) {
      while (row.next()) {
        schemas.add(row.getString(1));
      }
    }
    return schemas;
  }

  static List<ForeignKey> foreignKeys(Connection connection) throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
                    + " FROM pg_constraint WHERE contype = 'f' AND conparentid = 0"
                    + " AND connamespace IN "
                    + SCHEMAS)) {
      while (row.next()) {
        keys.add(new ForeignKey(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return keys;
  }

  static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?)")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getString(1) != null;
      }
    }
  }
}
