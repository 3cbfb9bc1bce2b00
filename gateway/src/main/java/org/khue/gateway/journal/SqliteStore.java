package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryWriter;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal.Depth;
import org.khue.gateway.journal.Journal.Health;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.SqliteTables.Row;

/// Entries in an SQLite database, one transaction a group. Bounded in bytes, not in age.
final class SqliteStore implements Store {
  private static final int GROUP_BYTES = 1024 * 1024;
  private static final int SHED_ENTRIES = 10_000;

  private final Path file;
  private final JournalSettings settings;
  private final GatewayClock clock;
  private final SqliteTables tables;
  private final Map<Stream, Row> rows = new EnumMap<>(Stream.class);
  private @Nullable String fault;

  SqliteStore(Path file, JournalSettings settings, GatewayClock clock) throws IOException {
    this.file = file;
    this.settings = settings;
    this.clock = clock;
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      tables = new SqliteTables(file);
      for (Stream stream : Stream.values()) {
        rows.put(stream, tables.row(stream));
      }
    } catch (SQLException e) {
      throw new IOException("the journal " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private Row row(Stream stream) {
    return Objects.requireNonNull(rows.get(stream));
  }

  private StreamState state(Stream stream) {
    return row(stream).state();
  }

  @Override
  public int maxGroupBytes() {
    return GROUP_BYTES;
  }

  @Override
  public synchronized long commit(Stream stream, List<Pending> group) throws IOException {
    try {
      makeRoom(Pending.recordBytes(group));
      long first = row(stream).nextSeq();
      Row next = new Row(first + group.size(), state(stream));
      tables.insert(stream, first, group);
      tables.save(stream, next);
      tables.commit();
      rows.put(stream, next);
      fault = null;
      return first + state(stream).base();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private IOException failed(SQLException cause) {
    fault = "the journal " + file + " cannot be written: " + cause.getMessage();
    try {
      tables.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    return new IOException(fault, cause);
  }

  private void makeRoom(long bytes) throws SQLException, FullDiskException {
    while (tables.usedBytes() + bytes > settings.maxBytes()) {
      Optional<Long> upTo = tables.oldestSeq(Stream.TELEMETRY, SHED_ENTRIES - 1);
      if (upTo.isEmpty()) {
        throw new FullDiskException(
            "the journal " + file + " holds its limit of " + settings.maxBytes() + " bytes");
      }
      shed(upTo.get());
    }
  }

  private void shed(long upTo) throws SQLException {
    StreamState before = state(Stream.TELEMETRY);
    StreamState.Shed earlier = before.shed();
    long known = Math.max(before.acknowledged(), before.shedUpTo());
    long from =
        earlier != null && earlier.upTo() > before.acknowledged()
            ? earlier.fromWallMicros()
            : tables.wallMicros(Stream.TELEMETRY, known + 1);
    long to = tables.wallMicros(Stream.TELEMETRY, upTo);
    StreamState.Shed shed = new StreamState.Shed(upTo, from, to, GapReason.DISK_FULL, clock.now());
    change(Stream.TELEMETRY, before.shed(shed, Math.max(0, upTo - known)));
  }

  /// Changes a stream's state and deletes what that makes superfluous, in one transaction.
  private void change(Stream stream, StreamState state) throws SQLException {
    Row next = new Row(row(stream).nextSeq(), state);
    tables.save(stream, next);
    tables.delete(stream, Math.max(state.acknowledged(), state.shedUpTo()));
    tables.commit();
    rows.put(stream, next);
  }

  @Override
  public synchronized void maintain() {
    try {
      for (Stream stream : Stream.values()) {
        Optional<Long> oldest = tables.oldestSeq(stream, 0);
        if (oldest.isPresent() && oldest.get() <= state(stream).acknowledged()) {
          change(stream, state(stream));
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
    if (seq <= state.shedUpTo()) {
      found.add(gap(state, seq));
      seq = state.shedUpTo() + 1;
    }
    try {
      int bytes = found.isEmpty() ? 0 : found.getFirst().cbor().length;
      for (Stored stored : tables.entries(stream, seq, maxEntries - found.size())) {
        bytes += stored.cbor().length;
        if (bytes > maxBytes && !found.isEmpty()) {
          break;
        }
        found.add(new Stored(stored.seq() + state.base(), 1, stored.cbor()));
      }
      return found;
    } catch (SQLException e) {
      throw new IOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Stored gap(StreamState state, long seq) {
    StreamState.Shed shed = Objects.requireNonNull(state.shed());
    long count = shed.upTo() - seq + 1;
    Gap gap =
        new Gap(
            shed.at(), count, shed.fromWallMicros(), shed.toWallMicros(), shed.reason().wireName());
    return new Stored(seq + state.base(), count, new EntryWriter().write(gap));
  }

  @Override
  public synchronized void acknowledge(Stream stream, long upToSeq) {
    Row row = row(stream);
    long own = Math.min(upToSeq - row.state().base(), row.nextSeq() - 1);
    rows.put(stream, new Row(row.nextSeq(), row.state().acknowledged(own)));
  }

  @Override
  public synchronized boolean isNumbered(Stream stream) {
    return state(stream).numbered();
  }

  @Override
  public synchronized void numberAfter(Stream stream, long cloudCursor) throws IOException {
    StreamState state = state(stream);
    if (state.numbered() && cloudCursor <= durableSeq(stream)) {
      return;
    }
    try {
      change(stream, state.numbered(cloudCursor - state.acknowledged()));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized long durableSeq(Stream stream) {
    return row(stream).nextSeq() - 1 + state(stream).base();
  }

  @Override
  public synchronized Depth depth(Stream stream) {
    StreamState state = state(stream);
    long oldest = 0;
    long bytes = 0;
    try {
      oldest = tables.wallMicros(stream, state.acknowledged() + 1);
      bytes = tables.payloadBytes(stream);
    } catch (SQLException e) {
      fault = "the journal " + file + " cannot be read: " + e.getMessage();
    }
    return new Depth(
        state.acknowledged() + state.base(), durableSeq(stream), bytes, oldest, state.shedTotal());
  }

  @Override
  public synchronized Health health() {
    return new Health(fault, 0, 0);
  }

  @Override
  public synchronized void close() throws IOException {
    maintain();
    try {
      tables.close();
    } catch (SQLException e) {
      throw new IOException("the journal " + file + " did not close: " + e.getMessage(), e);
    }
  }
}
