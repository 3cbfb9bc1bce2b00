package org.khue.cloud.telemetry.internal.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.CoverageConsumer;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.UnknownEntry;

/// Writes what a [Staging] holds, in its transaction.
@Singleton
final class EntryStore {
  private final ObjectMapper json;
  private final List<CoverageConsumer> coverage;

  EntryStore(ObjectMapper json, List<CoverageConsumer> coverage) {
    this.json = json;
    this.coverage = List.copyOf(coverage);
  }

  void write(Connection transaction, Staging staging) throws SQLException {
    staging.readings.write(transaction);
    minutes(transaction, staging.minutes);
    late(transaction, staging.late);
    events(transaction, staging);
    gaps(transaction, staging.gaps);
    unknown(transaction, staging.unknown);
  }

  void aside(Connection transaction, List<Staging.Aside> aside) throws SQLException {
    if (aside.isEmpty()) {
      return;
    }
    String insert =
        "INSERT INTO telemetry.set_aside (gateway, stream, seq, consumer, at, reason, cbor)"
            + " VALUES (?, ?, ?, ?, now(), ?, ?)";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      for (Staging.Aside each : aside) {
        statement.setString(1, each.cursor().gateway());
        statement.setInt(2, each.cursor().stream().ordinal());
        statement.setLong(3, each.seq());
        statement.setString(4, each.consumer());
        statement.setString(5, each.reason());
        statement.setBytes(6, each.cbor());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void minutes(Connection transaction, List<Staging.Minute> minutes) throws SQLException {
    if (minutes.isEmpty()) {
      return;
    }
    String insert =
        "INSERT INTO telemetry.device_minute (device_id, minute)"
            + " SELECT m.device_id, to_timestamp(m.minute::float8 * 60)"
            + " FROM unnest(?::int[], ?::int[]) AS m (device_id, minute) ON CONFLICT DO NOTHING";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      Object[] devices = minutes.stream().map(minute -> minute.device().id).toArray();
      Object[] numbers = minutes.stream().map(Staging.Minute::minute).toArray();
      statement.setArray(1, transaction.createArrayOf("int4", devices));
      statement.setArray(2, transaction.createArrayOf("int4", numbers));
      statement.executeUpdate();
    }
    Map<String, Set<Instant>> hours = new TreeMap<>();
    for (Staging.Minute minute : minutes) {
      Instant hour = Instant.ofEpochSecond(minute.minute() / 60 * 3_600L);
      hours.computeIfAbsent(minute.device().gateway, id -> new TreeSet<>()).add(hour);
    }
    for (CoverageConsumer consumer : coverage) {
      consumer.heard(transaction, hours);
    }
  }

  private static void late(Connection transaction, List<Staging.Late> late) throws SQLException {
    if (late.isEmpty()) {
      return;
    }
    String insert =
        "INSERT INTO telemetry.late (point_id, hour) SELECT l.point_id, to_timestamp(l.hour::float8"
            + " * 3600) FROM unnest(?::int[], ?::int[]) AS l (point_id, hour)";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      Object[] points = late.stream().map(Staging.Late::pointId).toArray();
      Object[] hours = late.stream().map(Staging.Late::hour).toArray();
      statement.setArray(1, transaction.createArrayOf("int4", points));
      statement.setArray(2, transaction.createArrayOf("int4", hours));
      statement.executeUpdate();
    }
  }

  private void events(Connection transaction, Staging staging) throws SQLException {
    String insert =
        "INSERT INTO telemetry.event (gateway, seq, at, device, kind, boot, clock, simulated,"
            + " details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      boolean any = false;
      for (Staging.Kept kept : staging.events) {
        if (kept.entry() instanceof Event event) {
          any = true;
          statement.setString(1, kept.cursor().gateway());
          statement.setLong(2, kept.seq());
          statement.setObject(3, time(kept.micros()));
          statement.setString(4, event.device());
          statement.setString(5, event.kind());
          statement.setInt(6, event.at().boot());
          statement.setInt(7, event.at().clock().ordinal());
          statement.setBoolean(8, event.simulated());
          statement.setString(9, details(event));
          statement.addBatch();
        }
      }
      if (any) {
        statement.executeBatch();
      }
    }
  }

  private String details(Event event) {
    try {
      // jsonb holds no U+0000.
      return json.writeValueAsString(event.details()).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("details that are no JSON", e);
    }
  }

  private static void gaps(Connection transaction, List<Staging.Kept> gaps) throws SQLException {
    String insert =
        "INSERT INTO telemetry.gap (gateway, stream, first_seq, count, from_time, to_time, reason,"
            + " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      for (Staging.Kept kept : gaps) {
        Gap gap = (Gap) kept.entry();
        statement.setString(1, kept.cursor().gateway());
        statement.setInt(2, kept.cursor().stream().ordinal());
        statement.setLong(3, kept.seq());
        statement.setLong(4, gap.count());
        statement.setObject(5, timeOrNull(gap.fromWallMicros()));
        statement.setObject(6, timeOrNull(gap.toWallMicros()));
        statement.setString(7, gap.reason());
        statement.setObject(8, time(kept.micros()));
        statement.addBatch();
      }
      if (!gaps.isEmpty()) {
        statement.executeBatch();
      }
    }
  }

  private static void unknown(Connection transaction, List<Staging.Kept> unknown)
      throws SQLException {
    String insert =
        "INSERT INTO telemetry.unknown_entry (gateway, stream, seq, kind, at, cbor)"
            + " VALUES (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      for (Staging.Kept kept : unknown) {
        UnknownEntry entry = (UnknownEntry) kept.entry();
        statement.setString(1, kept.cursor().gateway());
        statement.setInt(2, kept.cursor().stream().ordinal());
        statement.setLong(3, kept.seq());
        statement.setInt(4, entry.kind());
        statement.setObject(5, time(kept.micros()));
        statement.setBytes(6, entry.cbor());
        statement.addBatch();
      }
      if (!unknown.isEmpty()) {
        statement.executeBatch();
      }
    }
  }

  private static OffsetDateTime time(long micros) {
    return Micros.instant(micros).atOffset(ZoneOffset.UTC);
  }

  /// A gap's ends are what the gateway's clock said; senseless ones are left out.
  private static @Nullable OffsetDateTime timeOrNull(long micros) {
    return micros < Micros.of(ClockRule.EARLIEST) || micros > 8_000_000_000_000_000L
        ? null
        : time(micros);
  }

  /// Deletes events of a kind that happened before that moment.
  static long forget(Connection transaction, String kind, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM telemetry.event WHERE kind = ? AND at < ?")) {
      statement.setString(1, kind);
      Times.set(statement, 2, before);
      return statement.executeUpdate();
    }
  }
}
