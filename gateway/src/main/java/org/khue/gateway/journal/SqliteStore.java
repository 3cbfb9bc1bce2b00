package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryWriter;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal.Depth;
import org.khue.gateway.journal.Journal.Health;
import org.khue.gateway.journal.Journal.Stored;

/// Entries in an SQLite database, one transaction a group. Bounded in bytes, not in age.
final class SqliteStore implements Store {
  private static final int GROUP_BYTES = 512 * 1024;
  private static final int SHED_ENTRIES = 10_000;

  private final Path file;
  private final JournalSettings settings;
  private final GatewayClock clock;
  private final Connection connection;
  private final Map<Stream, StreamState> states = new EnumMap<>(Stream.class);
  private final Map<Stream, Long> nextSeqs = new EnumMap<>(Stream.class);
  private @Nullable String fault;

  SqliteStore(Path file, JournalSettings settings, GatewayClock clock) throws IOException {
    this.file = file;
    this.settings = settings;
    this.clock = clock;
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      prepare();
    } catch (SQLException e) {
      throw new IOException("the journal " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private void prepare() throws SQLException {
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
      for (Stream stream : Stream.values()) {
        try (ResultSet row =
            sql.executeQuery(
                "SELECT next_seq, state FROM state WHERE stream = " + stream.ordinal())) {
          boolean known = row.next();
          nextSeqs.put(stream, known ? row.getLong(1) : 1);
          states.put(
              stream, known ? StreamState.get(ByteBuffer.wrap(row.getBytes(2))) : StreamState.NEW);
        }
      }
    }
    connection.setAutoCommit(false);
  }

  @Override
  public int maxGroupBytes() {
    return GROUP_BYTES;
  }

  @Override
  public synchronized long commit(Stream stream, List<Pending> group) throws IOException {
    try {
      makeRoom(Pending.recordBytes(group));
      long first = nextSeq(stream);
      insert(stream, first, group);
      save(stream, first + group.size(), state(stream));
      connection.commit();
      nextSeqs.put(stream, first + group.size());
      fault = null;
      return first + state(stream).base();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void insert(Stream stream, long first, List<Pending> group) throws SQLException {
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

  private void save(Stream stream, long next, StreamState state) throws SQLException {
    ByteBuffer bytes = ByteBuffer.allocate(StreamState.BYTES);
    state.put(bytes);
    try (PreparedStatement sql =
        connection.prepareStatement("INSERT OR REPLACE INTO state VALUES (?, ?, ?)")) {
      sql.setInt(1, stream.ordinal());
      sql.setLong(2, next);
      sql.setBytes(3, bytes.array());
      sql.executeUpdate();
    }
  }

  private IOException failed(SQLException cause) {
    fault = "the journal " + file + " cannot be written: " + cause.getMessage();
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    return new IOException(fault, cause);
  }

  private void makeRoom(long bytes) throws SQLException, FullDiskException {
    while (number("PRAGMA page_count") * number("PRAGMA page_size")
            - number("PRAGMA freelist_count") * number("PRAGMA page_size")
            + bytes
        > settings.maxBytes()) {
      if (!shedOldest()) {
        throw new FullDiskException(
            "the journal " + file + " holds its limit of " + settings.maxBytes() + " bytes");
      }
    }
  }

  private boolean shedOldest() throws SQLException {
    long last =
        number(
            "SELECT max(seq) FROM (SELECT seq FROM entry WHERE stream = 1 ORDER BY seq LIMIT "
                + SHED_ENTRIES
                + ")");
    if (last == 0) {
      return false;
    }
    StreamState before = state(Stream.TELEMETRY);
    long from = number("SELECT wall FROM entry WHERE stream = 1 ORDER BY seq LIMIT 1");
    long to = number("SELECT wall FROM entry WHERE stream = 1 AND seq = " + last);
    StreamState.Shed earlier = before.shed();
    if (earlier != null && earlier.upTo() > before.acknowledged()) {
      from = earlier.fromWallMicros();
    }
    long known = Math.max(before.acknowledged(), before.shedUpTo());
    StreamState.Shed shed = new StreamState.Shed(last, from, to, GapReason.DISK_FULL, clock.now());
    change(Stream.TELEMETRY, state -> state.shed(shed, Math.max(0, last - known)));
    return true;
  }

  /// Changes a stream's state and deletes what that makes superfluous, in one transaction.
  private void change(Stream stream, UnaryOperator<StreamState> how) throws SQLException {
    StreamState next = how.apply(state(stream));
    save(stream, nextSeq(stream), next);
    try (PreparedStatement sql =
        connection.prepareStatement("DELETE FROM entry WHERE stream = ? AND seq <= ?")) {
      sql.setInt(1, stream.ordinal());
      sql.setLong(2, Math.max(next.acknowledged(), next.shedUpTo()));
      sql.executeUpdate();
    }
    connection.commit();
    states.put(stream, next);
  }

  private long number(String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private StreamState state(Stream stream) {
    return states.getOrDefault(stream, StreamState.NEW);
  }

  private long nextSeq(Stream stream) {
    return nextSeqs.getOrDefault(stream, 1L);
  }

  @Override
  public synchronized void maintain() {
    try {
      for (Stream stream : Stream.values()) {
        if (number("SELECT min(seq) FROM entry WHERE stream = " + stream.ordinal())
            <= state(stream).acknowledged()) {
          change(stream, state -> state);
        }
      }
    } catch (SQLException e) {
      failed(e);
    }
  }

  @Override
  public synchronized List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException {
    StreamState state = state(stream);
    long seq = Math.max(fromSeq - state.base(), state.acknowledged() + 1);
    List<Stored> found = new ArrayList<>();
    if (state.shed() != null && seq <= state.shedUpTo()) {
      found.add(gap(state, seq));
      seq = state.shedUpTo() + 1;
    }
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT seq, cbor FROM entry WHERE stream = ? AND seq >= ? ORDER BY seq LIMIT ?")) {
      sql.setInt(1, stream.ordinal());
      sql.setLong(2, seq);
      sql.setInt(3, Math.max(0, maxEntries - found.size()));
      int bytes = found.isEmpty() ? 0 : found.getFirst().cbor().length;
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          byte[] cbor = row.getBytes(2);
          bytes += cbor.length;
          if (bytes > maxBytes && !found.isEmpty()) {
            break;
          }
          found.add(new Stored(row.getLong(1) + state.base(), 1, cbor));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Stored gap(StreamState state, long seq) {
    StreamState.Shed shed = java.util.Objects.requireNonNull(state.shed());
    long count = shed.upTo() - seq + 1;
    Gap gap =
        new Gap(
            shed.at(), count, shed.fromWallMicros(), shed.toWallMicros(), shed.reason().wireName());
    return new Stored(seq + state.base(), count, new EntryWriter().write(gap));
  }

  @Override
  public synchronized void acknowledge(Stream stream, long upToSeq) {
    StreamState state = state(stream);
    long durable = nextSeq(stream) - 1;
    states.put(stream, state.acknowledged(Math.min(upToSeq - state.base(), durable)));
  }

  @Override
  public synchronized boolean isNumbered(Stream stream) {
    return state(stream).numbered();
  }

  @Override
  public synchronized void numberAfter(Stream stream, long cloudCursor) throws IOException {
    if (state(stream).numbered()) {
      return;
    }
    try {
      change(stream, state -> state.numbered(cloudCursor - state.acknowledged()));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized long durableSeq(Stream stream) {
    return nextSeq(stream) - 1 + state(stream).base();
  }

  @Override
  public synchronized Depth depth(Stream stream) {
    StreamState state = state(stream);
    long acknowledged = state.acknowledged();
    long oldest = 0;
    long bytes = 0;
    try {
      String where = " FROM entry WHERE stream = " + stream.ordinal();
      oldest = number("SELECT wall" + where + " AND seq = " + (acknowledged + 1));
      bytes = number("SELECT sum(length(cbor))" + where);
    } catch (SQLException e) {
      fault = "the journal " + file + " cannot be read: " + e.getMessage();
    }
    return new Depth(
        acknowledged + state.base(),
        nextSeq(stream) - 1 + state.base(),
        bytes,
        oldest,
        state.shedTotal());
  }

  @Override
  public synchronized Health health() {
    return new Health(fault, 0, 0);
  }

  @Override
  public synchronized void close() throws IOException {
    maintain();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the journal " + file + " did not close: " + e.getMessage(), e);
    }
  }
}
