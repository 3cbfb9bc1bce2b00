package org.khue.cloud.equipment.booking;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;

/// Bookings for programs.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BookingApi {
  private static final int MOST = 5_000;

  private final Bookings bookings;
  private final Ground ground;

  BookingApi(Bookings bookings, Ground ground) {
    this.bookings = bookings;
    this.ground = ground;
  }

  /// @param starts ISO 8601 with its zone
  record Time(Instant starts, Instant ends) {}

  /// @param room or `item`: exactly one of both
  /// @param times all of them are booked, or none
  /// @param purpose in words; may be missing
  /// @param subject code of a subject; may be missing
  record Wish(
      @Nullable UUID room,
      @Nullable UUID item,
      List<Time> times,
      @Nullable String purpose,
      @Nullable String subject) {}

  /// @param from inclusive
  /// @param to exclusive
  @Get("/units/{unit}/bookings")
  @Operation(summary = "What is booked at a school in a time, at most 5,000, the earliest first")
  @Needs(Items.READ)
  List<Booking> list(@PathVariable UUID unit, @QueryValue Instant from, @QueryValue Instant to) {
    ground.require(Items.READ, unit);
    return bookings.within(unit, null, interval(from, to), MOST);
  }

  @Post("/units/{unit}/bookings")
  @Operation(summary = "Books a room or an item for one time or several")
  @ApiResponse(responseCode = "201", description = "the bookings")
  @ApiResponse(responseCode = "409", description = "somebody has it; what is free instead is named")
  @Needs(Bookings.WRITE)
  HttpResponse<List<Booking>> book(@PathVariable UUID unit, @Body Wish wish) {
    ground.require(Bookings.WRITE, unit);
    List<Interval> times =
        wish.times().stream().map(time -> interval(time.starts(), time.ends())).toList();
    Order order =
        new Order(unit, thing(wish), times, false, text(wish.purpose()), text(wish.subject()));
    return switch (bookings.book(order)) {
      case Outcome.Booked booked -> HttpResponse.created(booked.bookings());
      case Outcome.Refused refused -> throw taken(refused);
    };
  }

  private static Thing thing(Wish wish) {
    List<Thing> things =
        Stream.<@Nullable Thing>of(
                wish.room() == null ? null : new Thing.OfRoom(wish.room()),
                wish.item() == null ? null : new Thing.OfItem(wish.item()))
            .flatMap(Stream::ofNullable)
            .toList();
    if (things.size() != 1) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("room", "Name a room or an item, and one alone.")));
    }
    return things.getFirst();
  }

  private static Interval interval(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("ends", "A time ends after it starts.")));
    }
    return new Interval(from, to);
  }

  private static ProblemException taken(Outcome.Refused refused) {
    List<String> taken =
        refused.taken().stream()
            .map(booking -> booking.byName() + " (" + booking.starts() + "/" + booking.ends() + ")")
            .toList();
    List<String> free =
        refused.substitutes().stream()
            .map(some -> some.thing().text() + " (" + some.name() + ")")
            .toList();
    return new ProblemException(
        HttpStatus.CONFLICT,
        "Taken by "
            + String.join(", ", taken)
            + ". "
            + (free.isEmpty()
                ? "Nothing of the same kind is free at all the times."
                : "Free instead: " + String.join(", ", free) + "."));
  }

  private static String text(@Nullable String words) {
    return words == null ? "" : words;
  }

  @Delete("/bookings/{id}")
  @Operation(summary = "Cancels a booking")
  @Needs(Bookings.WRITE)
  HttpResponse<?> cancel(@PathVariable UUID id) {
    bookings.cancel(id);
    return HttpResponse.noContent();
  }
}
