package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.Stand;
import org.khue.cloud.fleet.Stay;
import org.khue.cloud.platform.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts again what changed: one pass takes up all notes there are, and counts the present day of
/// every room that stands under watch.
///
/// How it works: first the notes of gateways are turned into notes of the rooms where these stood.
/// Then, room by room, one transaction takes the notes away, reads everything that its days are
/// counted from, and writes the days. What was committed with a note is seen by whoever takes the
/// note away; what comes later has a note of its own that is still there. So it may be stopped at
/// any point: either the notes are there, or the days are right.
///
/// One thread at a time counts, in all nodes together.
public final class Recount {
  private static final Logger LOG = LoggerFactory.getLogger(Recount.class);
  private static final int MOST_ROOMS = 10_000;
  private static final int MOST_DAYS = 370;

  /// Bookings bear the moment at which their transaction began; none takes longer than that.
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final HistoryReader reader;
  private final Placements placements;
  private final Clock clock;
  private final ZoneId zone;
  private final Marks marks;
  private final MarkStore store = new MarkStore();
  private final SubjectStore subjects = new SubjectStore();
  private final DayStore days = new DayStore();

  Recount(Transactions transactions, HistoryReader reader, Placements placements, Clock clock) {
    this.transactions = transactions;
    this.reader = reader;
    this.placements = placements;
    this.clock = clock;
    this.zone = reader.zone();
    this.marks = new Marks(zone);
  }

  /// Makes a pass, as the program itself. A room that cannot be counted keeps its notes and does
  /// not hold up the others.
  ///
  /// @return how many rooms were counted
  public synchronized int pass() {
    Instant now = clock.instant();
    transactions.run("noting what is to be counted", transaction -> prepare(transaction, now));
    List<UUID> rooms =
        transactions.run(
            "reading which rooms are to be counted",
            read -> store.rooms(read, marks.day(now), MOST_ROOMS));
    int counted = 0;
    for (UUID room : rooms) {
      try {
        counted +=
            transactions.run("counting a room", transaction -> count(transaction, room, now));
      } catch (RuntimeException e) {
        LOG.warn(
            "The use of room {} could not be counted; it is tried again: {}", room, e.toString());
      }
    }
    return counted;
  }

  private boolean prepare(Connection transaction, Instant now) throws SQLException {
    store.lock(transaction);
    List<MarkStore.OfGateway> notes = store.takeGateways(transaction);
    Optional<Instant> before = store.countedTo(transaction);
    LocalDate today = marks.day(now);
    List<Stand> stands =
        transactions.within(
            transaction, () -> placements.stands(Instant.EPOCH, now.plusSeconds(1)));
    Set<UUID> present = new HashSet<>();
    for (Stand stand : stands) {
      boolean lately = before.isEmpty() || stand.to() == null || stand.to().isAfter(before.get());
      if (lately && present.add(stand.room())) {
        LocalDate first = before.map(marks::day).orElse(Marks.EVER_FROM);
        Marks.room(transaction, stand.room(), first, today);
      }
    }
    Instant sinceThen = before.orElse(Instant.EPOCH).minus(LONGEST_TRANSACTION);
    store.noteBookings(transaction, zone.getId(), sinceThen, now);
    for (MarkStore.OfGateway note : notes) {
      LocalDate first = withOpenUse(transaction, note);
      Instant from = start(first);
      Instant to =
          note.last().isAfter(today) ? start(today.plusDays(1)) : start(note.last().plusDays(1));
      for (Stand stand : stands) {
        if (stand.gateway().equals(note.gateway())
            && stand.from().isBefore(to)
            && (stand.to() == null || stand.to().isAfter(from))) {
          Marks.room(transaction, stand.room(), first, note.last());
        }
      }
    }
    store.countedTo(transaction, now);
    return true;
  }

  /// The first day, or that of a use without an end which reaches into it: up to when such a use
  /// counts changes with every minute that is heard.
  private LocalDate withOpenUse(Connection transaction, MarkStore.OfGateway note)
      throws SQLException {
    if (note.first().equals(Marks.EVER_FROM)) {
      return note.first();
    }
    Instant from = start(note.first());
    return store
        .oldestOpen(transaction, note.gateway(), from.minus(Marks.LONGEST_OPEN))
        .map(marks::day)
        .filter(day -> day.isBefore(note.first()))
        .orElse(note.first());
  }

  private int count(Connection transaction, UUID room, Instant now) throws SQLException {
    store.lock(transaction);
    List<MarkStore.Days> notes = store.takeRoom(transaction, room);
    List<Stay> stays = transactions.within(transaction, () -> placements.stays(room));
    Optional<Instant> since = stays.stream().map(Stay::from).min(Instant::compareTo);
    if (notes.isEmpty() || since.isEmpty()) {
      return 0;
    }
    LocalDate today = marks.day(now);
    LocalDate earliest = marks.day(since.get());
    List<MarkStore.Days> ranges = new ArrayList<>();
    for (MarkStore.Days note : notes) {
      LocalDate first = note.first().isBefore(earliest) ? earliest : note.first();
      LocalDate last = note.last().isAfter(today) ? today : note.last();
      if (!first.isAfter(last)) {
        ranges.add(new MarkStore.Days(first, last));
      }
    }
    for (MarkStore.Days range : merged(ranges)) {
      count(transaction, room, stays, range, now);
    }
    return 1;
  }

  private void count(
      Connection transaction, UUID room, List<Stay> stays, MarkStore.Days range, Instant now)
      throws SQLException {
    LocalDate end = range.first().plusDays(MOST_DAYS - 1);
    LocalDate last = range.last().isAfter(end) ? end : range.last();
    if (last.isBefore(range.last())) {
      Marks.room(transaction, room, last.plusDays(1), range.last());
    }
    RoomHistory history =
        transactions.within(
            transaction,
            () ->
                reader.read(
                    transaction, room, stays, start(range.first()), start(last.plusDays(1)), now));
    Map<Integer, Subject> known = subjects.of(transaction, room);
    for (Map.Entry<Subject, List<RoomCount.Counted>> counted :
        new RoomCount(history).count(range.first(), last).entrySet()) {
      Subject subject = counted.getKey();
      int id = write(transaction, known, subject, range.first());
      days.write(transaction, id, subject.unit(), counted.getValue());
    }
  }

  private int write(
      Connection transaction, Map<Integer, Subject> known, Subject subject, LocalDate first)
      throws SQLException {
    for (Map.Entry<Integer, Subject> before : known.entrySet()) {
      if (before.getValue().equals(subject)) {
        return before.getKey();
      }
      if (before.getValue().key().equals(subject.key())) {
        if (!before.getValue().stoodAs(subject)) {
          noteMoved(transaction, subject, earlier(before.getValue().from(), subject.from()), first);
        }
        return subjects.write(transaction, subject);
      }
    }
    noteMoved(transaction, subject, subject.from(), first);
    return subjects.write(transaction, subject);
  }

  /// A device that came or went changes its days from then on, which may lie before those that are
  /// just counted.
  private void noteMoved(
      Connection transaction, Subject subject, @Nullable Instant since, LocalDate first)
      throws SQLException {
    if (since != null && marks.day(since).isBefore(first)) {
      Marks.room(transaction, subject.key().room(), marks.day(since), first);
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  private List<MarkStore.Days> merged(List<MarkStore.Days> ranges) {
    return Intervals.union(
            ranges.stream()
                .map(range -> new Interval(start(range.first()), start(range.last().plusDays(1))))
                .toList())
        .parts()
        .stream()
        .map(
            part -> new MarkStore.Days(marks.day(part.start()), marks.day(part.end()).minusDays(1)))
        .toList();
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
