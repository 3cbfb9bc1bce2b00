package org.khue.cloud.telemetry.internal.api;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.EventKind;

/// Compares what simulators sent with what is committed.
///
/// A device counts its samples: 1, 2, 3 … A number that is committed twice is a duplicate. A number
/// that is missing between two committed ones is explained by what was recorded in that time, in
/// this order, or else it is lost:
///
/// 1. readings of the counter that failed: the device answered too late or not at all. Each
///    explains at most [#TICKS_A_FAILURE], because a driver may ask again before it gives up;
/// 2. a start of the gateway: what was on the way inside the killed process and not yet promised;
/// 3. a change of the device's state: it spoke while nobody listened;
/// 4. the simulator itself says that nobody knows whether the number arrived.
///
/// Numbers after the newest committed one are pending: a later one decides about them. So is a hole
/// as long as its explanation may still come: it travels in the events stream, the readings beside
/// it in another.
@Singleton
final class LedgerComparison {
  static final int TICKS_A_FAILURE = 4;

  /// How long a confirmed tap, or the event that explains a hole, may be on its way while its
  /// gateway seems to have nothing queued.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The sums over all devices.
  record Result(
      long lost,
      long duplicates,
      long pending,
      long unanswered,
      long inFlightAtKill,
      int comparedDevices) {
    static final Result NOTHING = new Result(0, 0, 0, 0, 0, 0);

    Result plus(Result other) {
      return new Result(
          lost + other.lost,
          duplicates + other.duplicates,
          pending + other.pending,
          unanswered + other.unanswered,
          inFlightAtKill + other.inFlightAtKill,
          comparedDevices + other.comparedDevices);
    }
  }

  private record Reader(String gateway, String device) {}

  private record Confirmed(long count, Instant since) {}

  private final DataSource source;
  private final TickStore ticks;
  private final GatewayPresence presence;
  private final Clock clock;
  private final Map<Reader, Confirmed> confirmed = new ConcurrentHashMap<>();

  LedgerComparison(Database database, TickStore ticks, GatewayPresence presence, Clock clock) {
    this.source = database.systemSource();
    this.ticks = ticks;
    this.presence = presence;
    this.clock = clock;
  }

  /// Notes when a count of confirmed taps was first heard.
  void reported(Ledger ledger) {
    for (Ledger.Line line : ledger.devices()) {
      if (line.confirmed() != null) {
        long count = line.confirmed();
        confirmed.compute(
            new Reader(line.gateway(), line.device()),
            (reader, old) ->
                old != null && old.count == count ? old : new Confirmed(count, clock.instant()));
      }
    }
  }

  /// @param ledgers newest first; of a device that several name, the newest counts
  Result compare(List<Ledger> ledgers) throws SQLException {
    Result sum = Result.NOTHING;
    Set<List<String>> seen = new HashSet<>();
    try (Connection connection = source.getConnection()) {
      for (Ledger ledger : ledgers) {
        for (Ledger.Line line : ledger.devices()) {
          if (seen.add(List.of(line.gateway(), line.device(), line.kind()))) {
            boolean taps = line.kind().equals("taps");
            sum = sum.plus(taps ? taps(connection, ledger, line) : ticks(connection, ledger, line));
          }
        }
      }
    }
    return sum;
  }

  private Result ticks(Connection connection, Ledger ledger, Ledger.Line line) throws SQLException {
    long first = Objects.requireNonNull(line.first());
    long last = Objects.requireNonNull(line.last());
    TickStore.Totals totals = ticks.totals(connection, ledger, line);
    long newest = totals.newest() == null ? first - 1 : totals.newest();
    long pending = Math.max(0, last - newest);
    long unanswered = 0;
    if (pending > 0 && totals.newestAt() != null) {
      long failures =
          ticks.failures(connection, line, totals.newestAt(), clock.instant().plus(PATIENCE));
      unanswered = Math.min(pending, failures * TICKS_A_FAILURE);
      pending -= unanswered;
    }
    Result result = new Result(0, totals.repeated(), pending, unanswered, 0, 1);
    for (TickStore.Hole hole : ticks.holes(connection, ledger, line, first)) {
      result = result.plus(explain(connection, line, hole));
    }
    return result;
  }

  private Result explain(Connection connection, Ledger.Line line, TickStore.Hole hole)
      throws SQLException {
    long failures = ticks.failures(connection, line, hole.from(), hole.to());
    long unanswered = Math.min(hole.missing(), failures * TICKS_A_FAILURE);
    long rest = hole.missing() - unanswered;
    if (rest == 0) {
      return new Result(0, 0, 0, unanswered, 0, 0);
    }
    if (happened(connection, line.gateway(), "", EventKind.GATEWAY_STARTED, hole)) {
      return new Result(0, 0, 0, unanswered, rest, 0);
    }
    if (happened(connection, line.gateway(), line.device(), EventKind.DEVICE_STATE, hole)) {
      return new Result(0, 0, 0, hole.missing(), 0, 0);
    }
    long uncertain =
        line.uncertain().stream()
            .filter(tick -> tick > hole.after() && tick < hole.before())
            .count();
    long unexplained = Math.max(0, rest - uncertain);
    return explanationMayStillCome(line, hole)
        ? new Result(0, 0, unexplained, unanswered, 0, 0)
        : new Result(unexplained, 0, 0, unanswered, 0, 0);
  }

  private boolean explanationMayStillCome(Ledger.Line line, TickStore.Hole hole) {
    return clock.instant().isBefore(hole.to().plus(PATIENCE)) || isAwayOrBehind(line.gateway());
  }

  private boolean happened(
      Connection connection, String gateway, String device, String kind, TickStore.Hole hole)
      throws SQLException {
    return ticks.events(connection, gateway, device, kind, hole.from(), hole.to()) > 0;
  }

  private Result taps(Connection connection, Ledger ledger, Ledger.Line line) throws SQLException {
    long promised = Objects.requireNonNull(line.confirmed());
    long presented = Objects.requireNonNull(line.presented());
    Instant end = clock.instant().plus(PATIENCE);
    long committed = taps(connection, ledger, line, end);
    long untilReport = taps(connection, ledger, line, ledger.asOf());
    long missing = Math.max(0, promised - committed);
    long duplicates = Math.max(0, untilReport - presented);
    return mayStillCome(line)
        ? new Result(0, duplicates, missing, 0, 0, 1)
        : new Result(missing, duplicates, 0, 0, 0, 1);
  }

  private long taps(Connection connection, Ledger ledger, Ledger.Line line, Instant until)
      throws SQLException {
    return ticks.events(
        connection, line.gateway(), line.device(), EventKind.CARD_TAP, ledger.startedAt(), until);
  }

  /// Whether the gateway is away, says that it has events queued, or confirmed only just now.
  private boolean mayStillCome(Ledger.Line line) {
    Confirmed known = confirmed.get(new Reader(line.gateway(), line.device()));
    boolean fresh = known == null || clock.instant().isBefore(known.since.plus(PATIENCE));
    return fresh || presence.of(line.gateway()).isEmpty() || isAwayOrBehind(line.gateway());
  }

  private boolean isAwayOrBehind(String gateway) {
    return presence
        .of(gateway)
        .map(its -> !its.connected() || its.state() != null && its.state().queuedEvents() > 0)
        .orElse(false);
  }
}
