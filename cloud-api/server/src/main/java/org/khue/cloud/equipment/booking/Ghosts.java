package org.khue.cloud.equipment.booking;

import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.notify.Notice;
import org.khue.cloud.platform.notify.Notices;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives rooms back that were booked and are not used. A room is given back when its evidence of
/// use was heard for most of the first minutes and told of no use; where it was not heard, nobody
/// knows, and the booking stays.
@Singleton
final class Ghosts {
  private static final Logger LOG = LoggerFactory.getLogger(Ghosts.class);
  private static final double LEAST_HEARD = 0.8;
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("H:mm d/M");

  private final Equipment equipment;
  private final Rooms rooms;
  private final Notices notices;
  private final Ground ground;
  private final Duration after;

  /// @param after so long a room may stay unused
  Ghosts(
      Equipment equipment,
      Rooms rooms,
      Notices notices,
      Ground ground,
      @Property(name = "khue.bookings.release-after", defaultValue = "15m") Duration after) {
    this.equipment = equipment;
    this.rooms = rooms;
    this.notices = notices;
    this.ground = ground;
    this.after = after;
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "${khue.bookings.look-every:1m}")
  void look() {
    try {
      int released = Acting.system("unused bookings").call(this::release);
      if (released > 0) {
        LOG.info("{} bookings of unused rooms were released", released);
      }
    } catch (DatabaseException e) {
      LOG.warn("Unused bookings cannot be looked for just now: {}", e.getMessage());
    }
  }

  /// @return how many were released
  int release() {
    Instant now = ground.now();
    int released = 0;
    for (Booking booking :
        ground.run(
            "looking for unused bookings",
            read -> BookingStore.unlooked(read, now.minus(after), now))) {
      UUID room = booking.room();
      Interval first = new Interval(booking.starts(), booking.starts().plus(after));
      if (room == null || equipment.heardIn(room, first) < LEAST_HEARD) {
        continue;
      }
      boolean used = !equipment.usedIn(room, first).parts().isEmpty();
      released += used ? looked(booking, now) : release(booking, now);
    }
    return released;
  }

  private int looked(Booking booking, Instant now) {
    return ground.run(
        "noting that a booked room is used",
        transaction -> {
          BookingStore.looked(transaction, booking.id(), now);
          return 0;
        });
  }

  private int release(Booking booking, Instant now) {
    String name = new RoomNames(rooms).name(booking.unit(), booking.room());
    String when = WHEN.withZone(ground.zone()).format(booking.starts());
    return ground.run(
        "releasing an unused booking",
        transaction -> {
          if (!BookingStore.end(transaction, booking.id(), Booking.State.RELEASED, now, null)) {
            return 0;
          }
          ground.note(
              transaction,
              "booking.released",
              booking.id(),
              booking.unit(),
              Map.of("minutes", after.toMinutes()));
          notices.send(
              transaction,
              new Notice(
                  booking.by(),
                  "booking.released-title",
                  "booking.released-body",
                  Map.of("room", name, "when", when, "minutes", after.toMinutes()),
                  "/bookings/schools/" + booking.unit() + "/list",
                  Notice.Weight.NORMAL,
                  "booking.released " + booking.id()));
          return 1;
        });
  }
}
