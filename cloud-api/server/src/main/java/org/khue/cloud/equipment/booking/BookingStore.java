package org.khue.cloud.equipment.booking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Query;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.platform.security.Caller;

/// The table `equipment.booking`.
final class BookingStore {
  static final String COLUMNS =
      "id, unit_id, room_id, item_id, lower(span) AS starts, upper(span) AS ends, state, booked_by,"
          + " booker, purpose, subject, series_id";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM equipment.booking ";
  private static final String EXCLUSION_VIOLATION = "23P01";

  private BookingStore() {}

  static Optional<Booking> find(Connection read, UUID id) throws SQLException {
    return Query.of(SELECT + "WHERE id = ?", id).first(read, BookingStore::booking);
  }

  /// Waits until nobody else books the thing. The exclusion needs no lock; without one, two who
  /// insert at once wait for each other, and the database ends one of them only after a second.
  static void lock(Connection transaction, Thing thing) throws SQLException {
    Query.of(
            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
            "equipment.booking " + thing.id())
        .list(transaction, row -> true);
  }

  /// Books one time.
  ///
  /// @return empty if somebody has the thing at that time, or a part of it
  static Optional<Booking> insert(
      Connection transaction,
      Order order,
      Interval time,
      Caller caller,
      @Nullable UUID series,
      Instant at)
      throws SQLException {
    Savepoint before = transaction.setSavepoint();
    try {
      Optional<Booking> booked =
          Query.of(
                  "INSERT INTO equipment.booking (unit_id, room_id, item_id, span, booked_by, booker,"
                      + " person_id, purpose, subject, series_id, booked_at) VALUES (?, ?, ?,"
                      + " tstzrange(?, ?), ?, ?, ?, ?, ?, ?, ?) RETURNING "
                      + COLUMNS,
                  order.unit(),
                  order.thing() instanceof Thing.OfRoom room ? room.id() : null,
                  order.thing() instanceof Thing.OfItem item ? item.id() : null,
                  time.start(),
                  time.end(),
                  caller.account(),
                  caller.name(),
                  caller.person(),
                  order.purpose(),
                  order.subject(),
                  series,
                  at)
              .first(transaction, BookingStore::booking);
      transaction.releaseSavepoint(before);
      return booked;
    } catch (SQLException e) {
      if (!EXCLUSION_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      transaction.rollback(before);
      return Optional.empty();
    }
  }

  /// Who has a thing at any of some times, the earliest first.
  static List<Booking> holding(Connection read, Thing thing, List<Interval> times)
      throws SQLException {
    List<Booking> found = new ArrayList<>();
    String column = thing instanceof Thing.OfRoom ? "room_id" : "item_id";
    for (Interval time : times) {
      found.addAll(
          Query.of(
                  SELECT
                      + "WHERE state = 'booked' AND "
                      + column
                      + " = ? AND span && tstzrange(?, ?) ORDER BY lower(span)",
                  thing.id(),
                  time.start(),
                  time.end())
              .list(read, BookingStore::booking));
    }
    return found.stream().distinct().toList();
  }

  /// The rooms and items of a unit that somebody has at any of some times.
  static Set<UUID> busy(Connection read, UUID unit, List<Interval> times) throws SQLException {
    List<UUID> busy = new ArrayList<>();
    for (Interval time : times) {
      busy.addAll(
          Query.of(
                  "SELECT coalesce(room_id, item_id) AS thing FROM equipment.booking WHERE unit_id ="
                      + " ? AND state = 'booked' AND span && tstzrange(?, ?)",
                  unit,
                  time.start(),
                  time.end())
              .list(read, row -> Query.id(row, "thing")));
    }
    return busy.stream().collect(Collectors.toSet());
  }

  /// What is booked at a unit in a time, the earliest first.
  ///
  /// @param thing null for everything
  static List<Booking> within(
      Connection read, UUID unit, @Nullable Thing thing, Interval time, int limit)
      throws SQLException {
    return Query.of(
            SELECT
                + "WHERE unit_id = ? AND state = 'booked' AND span && tstzrange(?, ?)"
                + " AND (?::uuid IS NULL OR coalesce(room_id, item_id) = ?)"
                + " ORDER BY lower(span), id LIMIT ?",
            unit,
            time.start(),
            time.end(),
            thing == null ? null : thing.id(),
            thing == null ? null : thing.id(),
            limit)
        .list(read, BookingStore::booking);
  }

  /// What an account has booked in a time, the earliest first.
  static List<Booking> by(Connection read, UUID account, Interval time) throws SQLException {
    return Query.of(
            SELECT
                + "WHERE booked_by = ? AND state = 'booked' AND span && tstzrange(?, ?)"
                + " ORDER BY lower(span), id LIMIT 1000",
            account,
            time.start(),
            time.end())
        .list(read, BookingStore::booking);
  }

  /// The bookings of a series that have not begun.
  static List<Booking> coming(Connection read, UUID series, Instant now) throws SQLException {
    return Query.of(
            SELECT
                + "WHERE series_id = ? AND state = 'booked' AND lower(span) > ? ORDER BY lower(span)",
            series,
            now)
        .list(read, BookingStore::booking);
  }

  /// Bookings of rooms that began so long ago, last, and were not looked at.
  static List<Booking> unlooked(Connection read, Instant begunBefore, Instant now)
      throws SQLException {
    return Query.of(
            SELECT
                + "WHERE state = 'booked' AND room_id IS NOT NULL AND looked_at IS NULL"
                + " AND lower(span) <= ? AND upper(span) > ? ORDER BY lower(span) LIMIT 500",
            begunBefore,
            now)
        .list(read, BookingStore::booking);
  }

  static void looked(Connection transaction, UUID id, Instant at) throws SQLException {
    Query.of("UPDATE equipment.booking SET looked_at = ? WHERE id = ?", at, id).run(transaction);
  }

  /// @return false if it has ended before
  static boolean end(
      Connection transaction, UUID id, Booking.State state, Instant at, @Nullable String by)
      throws SQLException {
    return Query.of(
                "UPDATE equipment.booking SET state = ?, ended_at = ?, ended_by = ?"
                    + " WHERE id = ? AND state = 'booked'",
                state.code(),
                at,
                by,
                id)
            .run(transaction)
        == 1;
  }

  static List<Booking> ofPerson(Connection read, UUID person) throws SQLException {
    return Query.of(SELECT + "WHERE person_id = ? ORDER BY lower(span)", person)
        .list(read, BookingStore::booking);
  }

  static void erase(Connection transaction, UUID person) throws SQLException {
    Query.of(
            "UPDATE equipment.booking SET person_id = NULL, booker = '—', purpose = '' WHERE"
                + " person_id = ?",
            person)
        .run(transaction);
  }

  static long forget(Connection transaction, Instant before) throws SQLException {
    return Query.of("DELETE FROM equipment.booking WHERE upper(span) < ?", before).run(transaction);
  }

  static Booking booking(ResultSet row) throws SQLException {
    return new Booking(
        Query.id(row, "id"),
        Query.id(row, "unit_id"),
        Query.idOrNull(row, "room_id"),
        Query.idOrNull(row, "item_id"),
        Query.moment(row, "starts"),
        Query.moment(row, "ends"),
        Coded.of(Booking.State.values(), Query.text(row, "state")),
        Query.id(row, "booked_by"),
        Query.text(row, "booker"),
        Query.text(row, "purpose"),
        Query.text(row, "subject"),
        Query.idOrNull(row, "series_id"));
  }
}
