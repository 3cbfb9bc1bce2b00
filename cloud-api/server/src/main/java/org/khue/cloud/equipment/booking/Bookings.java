package org.khue.cloud.equipment.booking;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Checks;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Item;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;

/// Who has which room or item when. Seen with `equipment.read`, booked with `bookings.write` at the
/// unit; somebody else's booking is cancelled with `bookings.manage`.
///
/// That no two bookings of a thing overlap is kept by the database, whatever comes at once.
@Singleton
public final class Bookings {
  public static final String WRITE = "bookings.write";
  public static final String MANAGE = "bookings.manage";

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration FARTHEST = Duration.ofDays(400);
  private static final int MOST_SUBSTITUTES = 6;

  private final Ground ground;
  private final Items items;
  private final Rooms rooms;

  Bookings(Ground ground, Items items, Rooms rooms) {
    this.ground = ground;
    this.items = items;
    this.rooms = rooms;
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Booking get(UUID id) {
    return ground
        .run("reading a booking", read -> BookingStore.find(read, id))
        .orElseThrow(() -> ProblemException.missing("booking"));
  }

  /// What is booked at a unit in a time, the earliest first.
  ///
  /// @param thing null for everything
  /// @param limit 1 to 5,000
  public List<Booking> within(UUID unit, @Nullable Thing thing, Interval time, int limit) {
    if (limit < 1 || limit > 5_000) {
      throw new IllegalArgumentException("1 to 5,000 bookings can be asked for, not " + limit);
    }
    return ground.run(
        "reading bookings", read -> BookingStore.within(read, unit, thing, time, limit));
  }

  /// Books, or says who has it and what is free instead.
  ///
  /// @throws ProblemException 403, 404, or 422 if something cannot be booked at all
  public Outcome book(Order order) {
    ground.require(WRITE, order.unit());
    requireSound(order);
    Outcome outcome = ground.run("booking", transaction -> insert(transaction, order));
    return outcome instanceof Outcome.Refused refused
        ? new Outcome.Refused(refused.taken(), substitutes(order))
        : outcome;
  }

  private Outcome insert(Connection transaction, Order order) throws SQLException {
    BookingStore.lock(transaction, order.thing());
    Caller caller = Acting.required().caller();
    UUID series = order.times().size() > 1 ? UUID.randomUUID() : null;
    List<Booking> booked = new ArrayList<>();
    List<Interval> left = new ArrayList<>();
    Savepoint before = transaction.setSavepoint();
    for (Interval time : order.times()) {
      Optional<Booking> one =
          BookingStore.insert(transaction, order, time, caller, series, ground.now());
      one.ifPresentOrElse(booked::add, () -> left.add(time));
    }
    if (!left.isEmpty() && (!order.skipTaken() || booked.isEmpty())) {
      transaction.rollback(before);
      return new Outcome.Refused(BookingStore.holding(transaction, order.thing(), left), List.of());
    }
    for (Booking one : booked) {
      note(transaction, "booking.made", one);
    }
    return new Outcome.Booked(booked, left);
  }

  private void requireSound(Order order) {
    Instant now = ground.now();
    boolean some = !order.times().isEmpty() && order.times().size() <= Order.MOST;
    boolean fit =
        order.times().stream()
            .allMatch(time ->
                time.end().isAfter(now)
                    && time.start().isBefore(now.plus(FARTHEST))
                    && time.length().compareTo(LONGEST) <= 0);
    new Checks()
        .that(some, "times", "1 to " + Order.MOST + " times")
        .that(fit, "times", "not yet over, within 400 days, at most 31 days long")
        .upTo("purpose", order.purpose(), 200)
        .upTo("subject", order.subject(), 40)
        .that(isBookable(order), "thing", "It is another school's, or cannot be used just now.")
        .raise();
  }

  private boolean isBookable(Order order) {
    return switch (order.thing()) {
      case Thing.OfRoom room -> rooms.get(room.id()).unit().equals(order.unit());
      case Thing.OfItem item -> {
        Item found = items.get(item.id());
        yield found.unit().equals(order.unit()) && found.state().isUsable();
      }
    };
  }

  /// Things of the same kind in the same school that are free at all the times.
  private List<Outcome.Substitute> substitutes(Order order) {
    Set<UUID> busy =
        ground.run(
            "looking for substitutes",
            read -> BookingStore.busy(read, order.unit(), order.times()));
    return switch (order.thing()) {
      case Thing.OfRoom wanted -> {
        Room room = rooms.get(wanted.id());
        yield rooms.of(order.unit()).stream()
            .filter(other -> other.facts().kind() == room.facts().kind())
            .filter(other -> !other.id().equals(room.id()) && !busy.contains(other.id()))
            .limit(MOST_SUBSTITUTES)
            .map(other ->
                new Outcome.Substitute(new Thing.OfRoom(other.id()), RoomNames.name(other)))
            .toList();
      }
      case Thing.OfItem wanted -> {
        Item item = items.get(wanted.id());
        yield items.ofType(order.unit(), item.facts().type()).stream()
            .filter(other -> other.state().isUsable())
            .filter(other -> !other.id().equals(item.id()) && !busy.contains(other.id()))
            .limit(MOST_SUBSTITUTES)
            .map(other -> new Outcome.Substitute(new Thing.OfItem(other.id()), other.shortName()))
            .toList();
      }
    };
  }

  /// Cancels a booking that has not ended yet.
  ///
  /// @throws ProblemException 403 for somebody else's, 404, 409 if it is over or ended before
  public void cancel(UUID id) {
    Booking booking = get(id);
    requireOwn(booking);
    if (!booking.ends().isAfter(ground.now())) {
      throw over();
    }
    ground.run("cancelling a booking", transaction -> end(transaction, booking));
  }

  /// Cancels what is to come of a series.
  ///
  /// @param id of any booking of it
  /// @return how many
  public int cancelSeries(UUID id) {
    Booking booking = get(id);
    requireOwn(booking);
    UUID series = booking.series();
    if (series == null) {
      cancel(id);
      return 1;
    }
    return ground.run(
        "cancelling a series of bookings",
        transaction -> {
          List<Booking> coming = BookingStore.coming(transaction, series, ground.now());
          for (Booking one : coming) {
            end(transaction, one);
          }
          return coming.size();
        });
  }

  private boolean end(Connection transaction, Booking booking) throws SQLException {
    if (!BookingStore.end(
        transaction, booking.id(), Booking.State.CANCELLED, ground.now(), ground.actor())) {
      throw over();
    }
    note(transaction, "booking.cancelled", booking);
    return true;
  }

  private void requireOwn(Booking booking) {
    boolean own = booking.by().equals(Acting.required().caller().account());
    ground.require(own ? WRITE : MANAGE, booking.unit());
  }

  private void note(Connection transaction, String action, Booking booking) throws SQLException {
    ground.note(
        transaction,
        action,
        booking.id(),
        booking.unit(),
        Map.of("thing", booking.thing().text(), "starts", booking.starts().toString()));
  }

  private static ProblemException over() {
    return new ProblemException(
        HttpStatus.CONFLICT, "This booking is over, or was cancelled or released already.");
  }
}
