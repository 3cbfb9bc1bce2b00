package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.telemetry.CoverageConsumer;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Inventory;
import org.khue.contract.Stamp;

/// Two schools of a ward with two rooms each, gateways that report from them, and calendars. What
/// happens goes in the way it does in the program: through the consumers of the ingest and the
/// facades.
final class UseWorld {
  static final UUID WARD = UUID.fromString("00000000-0000-7000-8000-0000000000b0");
  static final List<UUID> SCHOOLS =
      List.of(
          UUID.fromString("00000000-0000-7000-8000-0000000000b1"),
          UUID.fromString("00000000-0000-7000-8000-0000000000b2"));

  private final TestCloud cloud;

  UseWorld(TestCloud cloud) {
    this.cloud = cloud;
  }

  /// The room of a school: 0 or 1.
  static UUID room(int school, int room) {
    return UUID.fromString("00000000-0000-7000-8000-0000000000" + "cd".charAt(school) + room);
  }

  void settle() {
    cloud.execute(
        """
        INSERT INTO organisation.unit (id, code, name, kind) VALUES
          ('%s', 'W', 'Phường', 'ward'), ('%s', 'S0', 'Trường Một', 'school'), ('%s', 'S1', 'Trường Hai', 'school');
        INSERT INTO organisation.relation (kind, from_unit, to_unit, valid_from)
          VALUES ('manages', '%s', '%s', '2020-01-01')
        """
            .formatted(WARD, SCHOOLS.get(0), SCHOOLS.get(1), Reach.ROOT, WARD));
    for (int school = 0; school < 2; school++) {
      cloud.execute(
          """
          INSERT INTO organisation.relation (kind, from_unit, to_unit, valid_from)
            VALUES ('manages', '%1$s', '%2$s', '2020-01-01');
          INSERT INTO organisation.site (id, unit_id, name) VALUES ('%2$s', '%2$s', 'Cơ sở');
          INSERT INTO organisation.building (id, unit_id, site_id, code, name, floors)
            VALUES ('%2$s', '%2$s', '%2$s', 'A', 'Nhà A', 1);
          INSERT INTO organisation.room (id, unit_id, building_id, code, name, kind, floor)
            VALUES ('%3$s', '%2$s', '%2$s', 'A1', 'Phòng Một', 'physics-lab', 1),
                   ('%4$s', '%2$s', '%2$s', 'A2', 'Phòng Hai', 'classroom', 1)
          """
              .formatted(WARD, SCHOOLS.get(school), room(school, 0), room(school, 1)));
    }
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection()) {
      owner.setAutoCommit(false);
      Reach.replace(
          owner,
          List.of(
              new Reach.Pair(WARD, SCHOOLS.get(0)),
              new Reach.Pair(WARD, SCHOOLS.get(1)),
              new Reach.Pair(Reach.ROOT, WARD)));
      owner.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    cloud.bean(Calendars.class).add(Reach.ROOT, calendar(45));
  }

  /// A school year whose periods have that many minutes.
  static SchoolCalendar calendar(int minutes) {
    List<Period> periods =
        List.of(
            new Period(
                Shift.MORNING, 1, LocalTime.of(7, 0), LocalTime.of(7, 0).plusMinutes(minutes)),
            new Period(
                Shift.MORNING, 2, LocalTime.of(8, 0), LocalTime.of(8, 0).plusMinutes(minutes)),
            new Period(
                Shift.AFTERNOON, 1, LocalTime.of(13, 0), LocalTime.of(13, 0).plusMinutes(minutes)));
    return new SchoolCalendar(
        2026,
        LocalDate.of(2026, 9, 1),
        LocalDate.of(2027, 5, 31),
        Set.of(DayOfWeek.values()),
        List.of(new Term(1, LocalDate.of(2026, 9, 7), LocalDate.of(2027, 5, 31))),
        List.of(),
        periods);
  }

  static Stamp stamp(Instant at) {
    return new Stamp(ChronoUnit.MICROS.between(Instant.EPOCH, at), 1, 1, ClockState.SYNCED);
  }

  /// An inventory with those devices; `sensor` is a presence sensor.
  static Inventory inventory(Instant at, List<String> devices) {
    return new Inventory(
        stamp(at),
        new Inventory.Room("r", Map.of("vi", "Phòng"), "physics-lab"),
        devices.stream()
            .map(device ->
                new Inventory.Device(
                    device,
                    Map.of("vi", device),
                    "p-" + device,
                    device.equals("sensor") ? "presence" : "plug",
                    "mqtt",
                    List.of(),
                    List.of()))
            .toList(),
        true);
  }

  static Event started(String use, String device, Instant at) {
    return new Event(
        stamp(at), device, EventKind.USE_STARTED, true, Map.of("use", use, "evidence", "power"));
  }

  static Event ended(String use, String device, Instant from, Instant to) {
    Map<String, Object> details = new HashMap<>(Map.of("use", use, "evidence", "power"));
    details.put("startedWallMicros", stamp(from).wallMicros());
    return new Event(stamp(to), device, EventKind.USE_ENDED, true, details);
  }

  void feed(String gateway, Entry... entries) {
    ingest(connection -> {
      for (EventConsumer consumer : cloud.beans(EventConsumer.class)) {
        consumer.accept(connection, gateway, List.of(entries));
      }
    });
  }

  /// Minutes from a moment on in which a device was heard.
  void heard(String gateway, String device, Instant from, int minutes) {
    ingest(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "WITH d AS (INSERT INTO telemetry.device (gateway, device) VALUES (?, ?)"
                  + " ON CONFLICT (gateway, device) DO UPDATE SET device = excluded.device"
                  + " RETURNING id) INSERT INTO telemetry.device_minute SELECT d.id,"
                  + " to_timestamp(? + 60 * m) FROM d, generate_series(0, ?) AS m"
                  + " ON CONFLICT DO NOTHING")) {
        statement.setString(1, gateway);
        statement.setString(2, device);
        statement.setLong(3, from.getEpochSecond() / 60 * 60);
        statement.setInt(4, minutes - 1);
        statement.executeUpdate();
      }
      Set<Instant> hours = new TreeSet<>();
      for (int minute = 0; minute < minutes; minute++) {
        hours.add(from.plusSeconds(60L * minute).truncatedTo(ChronoUnit.HOURS));
      }
      for (CoverageConsumer consumer : cloud.beans(CoverageConsumer.class)) {
        consumer.heard(connection, Map.of(gateway, hours));
      }
    });
  }

  void place(String gateway, int school, int room) {
    Placements placements = cloud.bean(Placements.class);
    int version = placements.get(gateway).version();
    placements.place(gateway, version, SCHOOLS.get(school), room(school, room));
  }

  /// Books a room, and releases or cancels it amidst, where another booking does not hold it.
  ///
  /// @param end 0 booked, 1 released, 2 cancelled
  void book(int school, int room, Instant from, Instant to, int end) {
    ingest(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "INSERT INTO equipment.booking (unit_id, room_id, span, state, booked_by, booker,"
                  + " ended_at) VALUES (?, ?, tstzrange(?::timestamptz, ?::timestamptz), ?, ?, 'x',"
                  + " ?::timestamptz) ON CONFLICT DO NOTHING")) {
        statement.setObject(1, SCHOOLS.get(school));
        statement.setObject(2, room(school, room));
        statement.setString(3, from.toString());
        statement.setString(4, to.plusSeconds(60).toString());
        statement.setString(5, List.of("booked", "released", "cancelled").get(end));
        statement.setObject(6, WARD);
        statement.setString(7, end == 0 ? null : from.plusSeconds(1_234).toString());
        statement.executeUpdate();
      }
    });
  }

  /// Waits until what was told by facades has been taken.
  boolean told() {
    return cloud.count(
            "SELECT count(*) FROM platform.outbox WHERE position IS NULL OR position >"
                + " (SELECT position FROM platform.event_cursor WHERE subscriber ="
                + " 'equipment.utilisation')")
        == 0;
  }

  private interface Work {
    void in(Connection connection) throws SQLException;
  }

  private void ingest(Work work) {
    new Transactions(cloud.bean(Database.class).ingestSource())
        .run(
            "feeding",
            connection -> {
              work.in(connection);
              return true;
            });
  }
}
