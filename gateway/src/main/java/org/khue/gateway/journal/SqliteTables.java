package org.khue.gateway.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;

/// The SQL of the [SqliteStore]. Numbers are the journal's own, without `base`.
final class SqliteTables implements AutoCloseable {
  private final Connection connection;

  /// What is kept of a stream beside its entries.
  record Row(long nextSeq, StreamState state) {}

  SqliteTables(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA locking_mode = EXCLUSIVE");
      sql.execute("PRAGMA journal_mode = WAL");
      sql.execute("PRAGMA synchronous = FULL");
      sql.execute(
          """
          CREATE TABLE IF NOT EXISTS entry (
            stream INTEGER NOT NULL, seq INTEGER NOT NULL, wall INTEGER NOT NULL, cbor BLOB NOT NULL,
            PRIMARY KEY (stream, seq)) WITHOUT ROWID
          """);
      sql.execute(
          """
          CREATE TABLE IF NOT EXISTS state (
            stream INTEGER PRIMARY KEY, next_seq INTEGER NOT NULL, state BLOB NOT NULL)
          """);
    }
    connection.setAutoCommit(false);
  }

  Row row(Stream stream) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("SELECT next_seq, state FROM state WHERE stream = ?")) {
      sql.setInt(1, stream.ordinal());
      try (ResultSet row = sql.executeQuery()) {
        return row.next()
            ? new Row(row.getLong(1), StreamState.get(ByteBuffer.wrap(row.getBytes(2))))
            : new Row(1, StreamState.NEW);
      }
    }
  }

  void save(Stream stream, Row row) throws SQLException {
    ByteBuffer bytes = ByteBuffer.allocate(StreamState.BYTES);
    row.state().put(bytes);
    try (PreparedStatement sql =
        connection.prepareStatement("INSERT OR REPLACE INTO state VALUES (?, ?, ?)")) {
      sql.setInt(1, stream.ordinal());
      sql.setLong(2, row.nextSeq());
      sql.setBytes(3, bytes.array());
      sql.executeUpdate();
    }
  }

  void insert(Stream stream, long first, List<Pending> group) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?)")) {
      long seq = first;
      for (Pending entry : group) {
        sql.setInt(1, stream.ordinal());
        sql.setLong(2, seq++);
        sql.setLong(3, entry.wallMicros());
        sql.setBytes(4, entry.cbor());
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  void delete(Stream stream, long upTo) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("DELETE FROM entry WHERE stream = ? AND seq <= ?")) {
      sql.setInt(1, stream.ordinal());
      sql.setLong(2, upTo);
      sql.executeUpdate();
    }
  }

  List<Stored> entries(Stream stream, long from, int max) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT seq, cbor FROM entry WHERE stream = ? AND seq >= ? ORDER BY seq LIMIT ?")) {
      sql.setInt(1, stream.ordinal());
      sql.setLong(2, from);
      sql.setInt(3, max);
      List<Stored> found = new ArrayList<>();
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          found.add(new Stored(row.getLong(1), 1, row.getBytes(2)));
        }
      }
      return found;
    }
  }

  /// The number of the oldest entry, or of one that stands so many behind it, or of the last.
  Optional<Long> oldestSeq(Stream stream, int behind) throws SQLException {
    long seq =
        number(
            "SELECT max(seq) FROM (SELECT seq FROM entry WHERE stream = %d ORDER BY seq LIMIT %d)"
                .formatted(stream.ordinal(), behind + 1));
    return seq == 0 ? Optional.empty() : Optional.of(seq);
  }

  /// Wall time of an entry, 0 if it is not there.
  long wallMicros(Stream stream, long seq) throws SQLException {
    return number(
        "SELECT wall FROM entry WHERE stream = %d AND seq = %d".formatted(stream.ordinal(), seq));
  }

  long payloadBytes(Stream stream) throws SQLException {
    return number(
        "SELECT sum(length(cbor)) FROM entry WHERE stream = %d".formatted(stream.ordinal()));
  }

  /// Bytes of the database that are in use.
  long usedBytes() throws SQLException {
    return (number("PRAGMA page_count") - number("PRAGMA freelist_count"))
        * number("PRAGMA page_size");
  }

  private long number(String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
