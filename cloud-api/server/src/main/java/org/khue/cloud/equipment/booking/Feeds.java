package org.khue.cloud.equipment.booking;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Callers;

/// Secret addresses for calendars. Whoever has one reads the bookings, without names for a room,
/// for as long as its maker may read them; the database keeps its hash alone, so it is told once,
/// and a new one ends it.
@Singleton
final class Feeds {
  private static final int SECRET_BYTES = 24;
  private static final Duration BEFORE = Duration.ofDays(31);
  private static final Duration AFTER = Duration.ofDays(200);
  private static final int MOST = 2_000;

  private final Ground ground;
  private final Bookings bookings;
  private final BookingForm form;
  private final Rooms rooms;
  private final Callers callers;
  private final SecureRandom random = new SecureRandom();

  Feeds(Ground ground, Bookings bookings, BookingForm form, Rooms rooms, Callers callers) {
    this.ground = ground;
    this.bookings = bookings;
    this.form = form;
    this.rooms = rooms;
    this.callers = callers;
  }

  /// Makes an address for whoever acts; an earlier one of theirs for the same ends.
  ///
  /// @param room of the school; null for the own bookings
  /// @return the secret part of the address
  String make(UUID school, @Nullable UUID room) {
    ground.require(Items.READ, school);
    if (room != null && !rooms.get(room).unit().equals(school)) {
      throw ProblemException.missing("room of this school");
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    FeedStore.Feed feed = new FeedStore.Feed(school, room, Acting.required().caller().account());
    ground.run(
        "making an address for a calendar",
        transaction -> {
          FeedStore.replace(transaction, token, feed, ground.now());
          return true;
        });
    return token;
  }

  /// The calendar of an address, as its maker sees it; empty for one that was never made or has
  /// ended, and while its maker may read no bookings at the school.
  Optional<String> read(String token) {
    return Acting.system("calendar feed")
        .call(() -> ground.run("reading a calendar's address", read -> FeedStore.find(read, token)))
        .flatMap(feed -> callers.of(feed.account()).flatMap(maker -> readAs(maker, feed)));
  }

  private Optional<String> readAs(Caller maker, FeedStore.Feed feed) {
    return new Acting(maker, Items.READ)
        .call(() ->
            ground.may(Items.READ, feed.unit()) ? Optional.of(calendar(feed)) : Optional.empty());
  }

  private String calendar(FeedStore.Feed feed) {
    Instant now = ground.now();
    Interval time = new Interval(now.minus(BEFORE), now.plus(AFTER));
    UUID room = feed.room();
    String name = room == null ? "Khuê" : new RoomNames(rooms).name(feed.unit(), room);
    List<Booking> found =
        room == null
            ? ground.run("reading bookings", read -> BookingStore.by(read, feed.account(), time))
            : bookings.within(feed.unit(), new Thing.OfRoom(room), time, MOST);
    ICalendar calendar = new ICalendar(name);
    for (Booking booking : found) {
      String thing = form.name(booking.unit(), booking.thing());
      // A room's calendar may hang where pupils read it: it says what for, not who.
      String title = booking.purpose().isEmpty() ? thing : booking.purpose();
      calendar.event(booking.id() + "@khue", now, booking.starts(), booking.ends(), title, thing);
    }
    return calendar.whole();
  }
}
