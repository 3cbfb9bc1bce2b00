package org.khue.cloud.platform.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The tables `platform.audit`, `audit_link` and `audit_cut`.
final class AuditStore {
  private static final String INSERT =
      "INSERT INTO platform.audit (id, at, account, caller, right_used, action, kind, subject,"
          + " unit_id, details, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)";
  private static final String HEAD =
      """
      SELECT position, hash FROM platform.audit_link
      UNION ALL SELECT position, hash FROM platform.audit_cut ORDER BY 1 DESC LIMIT 1
      """;
  private static final String CHAIN =
      "SELECT l.position, l.hash, l.seq, a.mac, "
          + AuditRow.COLUMNS
          + " FROM platform.audit_link l LEFT JOIN platform.audit a ON a.seq = l.seq"
          + " ORDER BY l.position";
  private static final String UNCHAINED =
      "SELECT count(*), min(seq) FROM platform.audit a WHERE NOT EXISTS"
          + " (SELECT FROM platform.audit_link l WHERE l.seq = a.seq)";
  private static final String LAST_OLD =
      """
      SELECT l.position, l.hash FROM platform.audit_link l WHERE l.position < coalesce(
          (SELECT min(k.position) FROM platform.audit_link k JOIN platform.audit a ON a.seq = k.seq
           WHERE a.at >= ?), 9223372036854775807)
      ORDER BY l.position DESC LIMIT 1
      """;

  private AuditStore() {}

  /// A place in the chain.
  ///
  /// @param position from 1; 0 before the first row
  /// @param hash 64 hexadecimal digits
  record Head(long position, String hash) {
    static final Head START = new Head(0, "0".repeat(64));

    byte[] hashBytes() {
      return HexFormat.of().parseHex(hash);
    }
  }

  /// A link of the chain with its row.
  ///
  /// @param row null if it is missing
  /// @param mac of the row; empty if it is missing
  record Link(Head head, long seq, @Nullable AuditRow row, byte[] mac) {}

  /// Takes links one by one.
  interface LinkReader {
    void take(Link link);
  }

  static void insert(Connection transaction, AuditRow row, byte[] mac) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      statement.setObject(1, row.id());
      Times.set(statement, 2, row.at());
      statement.setObject(3, row.account());
      statement.setString(4, row.caller());
      statement.setString(5, row.right());
      statement.setString(6, row.action());
      statement.setString(7, row.kind());
      statement.setString(8, row.subject());
      statement.setObject(9, row.unit());
      statement.setString(10, row.details());
      statement.setBytes(11, mac);
      statement.executeUpdate();
    }
  }

  /// Shows every row until the transaction ends, to the owner of the tables too.
  static void seeAll(Connection transaction) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT set_config('khue.units', '*', true)")) {
      statement.execute();
    }
  }

  /// The end of the chain.
  static Head head(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HEAD);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? head(row) : Head.START;
    }
  }

  /// The newest cut with its proof, or the start of all.
  static Link cut(Connection connection) throws SQLException {
    String select =
        "SELECT position, hash, mac FROM platform.audit_cut ORDER BY position DESC LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? new Link(head(row), 0, null, bytes(row, 3))
          : new Link(Head.START, 0, null, new byte[0]);
    }
  }

  /// The hash at a position; empty if the chain has none there.
  static Optional<Head> at(Connection connection, long position) throws SQLException {
    String select =
        "SELECT position, hash FROM platform.audit_link WHERE position = ?"
            + " UNION ALL SELECT position, hash FROM platform.audit_cut WHERE position = ?";
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, position);
      statement.setLong(2, position);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(head(row)) : Optional.empty();
      }
    }
  }

  /// Reads the whole chain in its order; needs a transaction, or all of it comes into memory.
  static void read(Connection transaction, LinkReader reader) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(CHAIN)) {
      statement.setFetchSize(1_000);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          boolean there = row.getObject(5) != null;
          reader.take(
              new Link(
                  head(row),
                  row.getLong(3),
                  there ? AuditRow.of(row, 5) : null,
                  there ? bytes(row, 4) : new byte[0]));
        }
      }
    }
  }

  /// How many rows are in no link, and the number of the first of them.
  static long[] unchained(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNCHAINED);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2)};
    }
  }

  /// The last link of those that are all older.
  static Optional<Head> lastBefore(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST_OLD)) {
      Times.set(statement, 1, before);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(head(row)) : Optional.empty();
      }
    }
  }

  static long cut(Connection transaction, long position, byte[] proof) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT platform.cut_audit(?, ?)")) {
      statement.setLong(1, position);
      statement.setBytes(2, proof);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(row.getLong(1), HexFormat.of().formatHex(bytes(row, 2)));
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getBytes(column));
  }
}
