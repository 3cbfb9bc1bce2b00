package org.khue.cloud.telemetry.internal.ingest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.internal.Dictionary;
import org.khue.cloud.telemetry.internal.Flags;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.cloud.telemetry.internal.PointRef;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.UnknownEntry;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryWriter;

/// What one transaction is going to write, sorted by table. Holds the cursor rule: of each batch
/// only the entries above the cursor are taken, and only if they join it without a hole.
///
/// Belongs to one lane and is used again and again.
final class Staging {
  private static final long MICROS_A_MINUTE = 60_000_000;
  private static final long MICROS_AN_HOUR = 60 * MICROS_A_MINUTE;
  static final String CLOCK = "clock";
  private static final String OTHER = "other";

  /// An entry of the events stream, or one that is kept as it came.
  ///
  /// @param micros its time, dated by [ClockRule]
  record Kept(CursorKey cursor, long seq, long micros, Entry entry) {}

  /// An entry that takes no effect.
  ///
  /// @param consumer who refused it; empty for the ingest itself
  record Aside(CursorKey cursor, long seq, String consumer, String reason, byte[] cbor) {}

  record Minute(PointRef.DeviceRef device, int minute) {}

  /// @param hour in hours since 1970
  record Late(int pointId, int hour) {}

  private final Dictionary dictionary;
  private final EntryWriter writer = new EntryWriter();

  final ReadingGroup readings;
  final Map<CursorKey, Cursor> cursors = new TreeMap<>();
  final List<Kept> events = new ArrayList<>();
  final List<Kept> gaps = new ArrayList<>();
  final List<Kept> unknown = new ArrayList<>();
  final List<Aside> aside = new ArrayList<>();
  final List<Minute> minutes = new ArrayList<>();
  final List<Late> late = new ArrayList<>();
  final List<PointRef> touched = new ArrayList<>();

  /// Readings of an earlier time are late: the minutes up to there are made. In µs UTC; set before
  /// the first [#take] of a transaction.
  long rolledUntil;

  /// @param readings where the readings of the group go
  Staging(Dictionary dictionary, ReadingGroup readings) {
    this.dictionary = dictionary;
    this.readings = readings;
  }

  /// Forgets everything; after a rollback and after a commit alike.
  void clear(boolean committed) {
    for (PointRef point : touched) {
      point.touched = false;
      point.lateHour = -1;
    }
    if (!committed) {
      for (Minute minute : minutes) {
        minute.device.lastMinute = -1;
      }
    }
    readings.clear();
    cursors.clear();
    events.clear();
    gaps.clear();
    unknown.clear();
    aside.clear();
    minutes.clear();
    late.clear();
    touched.clear();
  }

  /// Takes what is new in the batch.
  ///
  /// @return the answer that is true once the transaction is committed
  Ack take(Delivery delivery) throws SQLException {
    Batch batch = delivery.batch();
    CursorKey key = new CursorKey(delivery.gateway(), batch.stream());
    Cursor cursor = cursors.get(key);
    if (cursor == null) {
      throw new IllegalStateException("the cursor of " + key + " was not locked");
    }
    if (batch.firstSeq() > cursor.seq + 1) {
      return new Ack(
          batch.stream(),
          cursor.seq,
          "the batch begins at " + batch.firstSeq() + ", expected " + (cursor.seq + 1));
    }
    long receivedMicros = Micros.of(delivery.receivedAt());
    long seq = batch.firstSeq();
    for (Entry entry : batch.entries()) {
      long last = seq + entry.span() - 1;
      if (last > cursor.seq) {
        ClockRule time = ClockRule.date(entry.at(), batch, receivedMicros);
        keep(cursor, key, Math.max(seq, cursor.seq + 1), last, time, entry);
        cursor.seq = last;
      }
      seq = last + 1;
    }
    return new Ack(batch.stream(), cursor.seq, null);
  }

  /// Puts the entry where it cannot hold up the others.
  void setAside(CursorKey key, long seq, String consumer, String reason, Entry entry) {
    aside.add(new Aside(key, seq, consumer, Texts.note(reason), writer.write(entry)));
  }

  private void keep(Cursor cursor, CursorKey key, long seq, long last, ClockRule time, Entry entry)
      throws SQLException {
    String fault =
        switch (entry) {
          case Reading reading -> reading(cursor, time, key.gateway(), reading);
          case Event event -> event(cursor, key, seq, time, event);
          case Inventory inventory -> {
            Stamp at = dated(inventory.at(), time.micros());
            Inventory copy =
                new Inventory(at, inventory.room(), inventory.devices(), inventory.simulated());
            events.add(new Kept(key, seq, time.micros(), copy));
            yield null;
          }
          case Gap gap -> {
            Gap rest =
                new Gap(
                    dated(gap.at(), time.micros()),
                    last - seq + 1,
                    gap.fromWallMicros(),
                    gap.toWallMicros(),
                    Texts.note(gap.reason()));
            gaps.add(new Kept(key, seq, time.micros(), rest));
            cursor.givenUp += rest.count();
            yield null;
          }
          case UnknownEntry other -> {
            if (other.kind() < 0 || BatchCodec.isKnown(other.kind())) {
              yield "the entry is malformed";
            }
            unknown.add(new Kept(key, seq, time.micros(), other));
            yield null;
          }
        };
    if (fault != null) {
      cursor.setAside++;
      setAside(key, seq, "", fault, entry);
    }
  }

  private @Nullable String reading(Cursor cursor, ClockRule time, String gateway, Reading reading)
      throws SQLException {
    PointRef point = dictionary.known(gateway, reading.device(), reading.point(), reading.unit());
    if (point == null) {
      String fault = firstFault(reading);
      if (fault != null) {
        return fault;
      }
      point = dictionary.point(gateway, reading.device(), reading.point(), reading.unit());
      if (point == null) {
        return "the gateway has more than " + Dictionary.MOST_POINTS_A_GATEWAY + " points";
      }
    }
    Quality quality = reading.quality();
    String reason = reading.reason();
    if (time.guessed() && quality == Quality.GOOD) {
      quality = Quality.UNCERTAIN;
      reason = CLOCK;
    }
    if (reason != null && Texts.badId("reason", reason) != null) {
      reason = OTHER;
    }
    short flags = Flags.of(quality, reading.simulated(), reading.at().clock());
    short reasonId = dictionary.reason(reason);
    readings.add(point, time.micros(), reading.value(), flags, reasonId);
    cursor.readings++;
    if (!point.touched) {
      point.touched = true;
      touched.add(point);
    }
    point.micros = time.micros();
    point.value = reading.value();
    point.flags = flags;
    point.reason = reasonId;
    if (time.micros() < rolledUntil) {
      late(point, time.micros());
    }
    if (quality != Quality.BAD) {
      minute(point.device, time.micros());
    }
    return null;
  }

  private void minute(PointRef.DeviceRef device, long micros) {
    long minute = micros / MICROS_A_MINUTE;
    if (device.lastMinute != minute) {
      device.lastMinute = minute;
      minutes.add(new Minute(device, (int) minute));
    }
  }

  private void late(PointRef point, long micros) {
    int hour = (int) Math.floorDiv(micros, MICROS_AN_HOUR);
    if (point.lateHour != hour) {
      point.lateHour = hour;
      late.add(new Late(point.id, hour));
    }
  }

  private @Nullable String event(
      Cursor cursor, CursorKey key, long seq, ClockRule time, Event event) {
    if (key.stream() != Stream.EVENTS) {
      return "an event belongs into the events stream";
    }
    String fault = Texts.badId("device", event.device());
    if (fault == null) {
      fault = Texts.badId("kind", event.kind());
    }
    if (fault != null) {
      return fault;
    }
    Stamp at = dated(event.at(), time.micros());
    Event copy = new Event(at, event.device(), event.kind(), event.simulated(), event.details());
    events.add(new Kept(key, seq, time.micros(), copy));
    cursor.events++;
    return null;
  }

  private static @Nullable String firstFault(Reading reading) {
    String fault = Texts.badId("device", reading.device());
    if (fault == null) {
      fault = Texts.badId("point", reading.point());
    }
    return fault == null ? Texts.badId("unit", reading.unit()) : fault;
  }

  private static Stamp dated(Stamp at, long micros) {
    ClockState clock = at.clock();
    return new Stamp(micros, at.monotonicMicros(), at.boot(), clock);
  }
}
