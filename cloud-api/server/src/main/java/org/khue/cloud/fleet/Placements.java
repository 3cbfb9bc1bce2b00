package org.khue.cloud.fleet;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.events.Events;
import org.khue.cloud.platform.events.ModuleEvent;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.GatewaySecrets;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.platform.security.Reach;

/// In which unit, and in which room of its register, each gateway stands. Read with a right that
/// reaches the unit; changed with `gateways.place` at the unit where it stands and at the one that
/// it comes to. What it sent before goes along with it: a gateway's rows are those of its unit.
@Singleton
public final class Placements {
  /// The right to change it.
  public static final String PLACE = "gateways.place";

  /// The type of the event that a gateway stands somewhere else: key the gateway, payload `at` (ISO
  /// 8601), and `from` and `to`, rooms of the register, each only where there is one.
  public static final String STANDS = "fleet.gateway-stands";

  private final PlacementStore store = new PlacementStore();
  private final Transactions transactions;
  private final GatewaySecrets registered;
  private final Rooms rooms;
  private final Access access;
  private final Audit audit;
  private final Events events;
  private final Clock clock;

  Placements(
      Transactions transactions,
      GatewaySecrets registered,
      Rooms rooms,
      Access access,
      Audit audit,
      Events events,
      Clock clock) {
    this.transactions = transactions;
    this.registered = registered;
    this.rooms = rooms;
    this.access = access;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /// Where the gateways within the scope stand, by id: those that nobody placed first. One that is
  /// registered and was never heard of stands at the top.
  public List<Placement> all() {
    boolean top = seesTop();
    return transactions.run(
        "reading where gateways stand",
        read -> {
          Map<String, UUID> units = new TreeMap<>(Machines.within(read));
          if (top) {
            Map<String, UUID> heard = Machines.all(read);
            registered.registered().stream()
                .filter(gateway -> !heard.containsKey(gateway))
                .forEach(gateway -> units.put(gateway, Reach.ROOT));
          }
          Map<String, Placement> now = store.now(read, null);
          List<Placement> all =
              units.entrySet().stream()
                  .map(entry -> placement(entry.getKey(), entry.getValue(), now))
                  .toList();
          return Stream.concat(
                  all.stream().filter(some -> !some.isPlaced()),
                  all.stream().filter(Placement::isPlaced))
              .toList();
        });
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Placement get(String gateway) {
    return transactions.run("reading where a gateway stands", read -> found(read, gateway));
  }

  /// Which gateways stood in a room of the register, the earliest first.
  public List<Stay> stays(UUID room) {
    return transactions.run("reading the gateways of a room", read -> store.stays(read, room));
  }

  /// Where gateways stood in rooms of the register at any time of a period, the earliest first.
  public List<Stand> stands(Instant from, Instant to) {
    return transactions.run("reading where gateways stood", read -> store.stands(read, from, to));
  }

  /// Puts a gateway into a unit, and into a room there.
  ///
  /// @param version as it was read
  /// @param room of the unit's register; null for none
  /// @throws ProblemException 412 if it was placed meanwhile, 422 for a room of another unit, 403
  ///   without the right at one of the units
  public Placement place(String gateway, int version, UUID unit, @Nullable UUID room) {
    Placement before = get(gateway);
    access.requireAt(PLACE, before.unit());
    access.requireAt(PLACE, unit);
    if (room != null) {
      requireRoom(unit, room);
    }
    return transactions.run(
        "placing a gateway",
        transaction -> {
          Machines.meet(transaction, gateway, before.unit());
          Machines.lock(transaction, gateway);
          Placement now = found(transaction, gateway);
          if (now.version() != version) {
            throw ETags.stale();
          }
          return write(transaction, now, unit, room);
        });
  }

  /// Refuses whoever may not place that gateway.
  ///
  /// @throws ProblemException 403 or 404
  public void requirePlace(String gateway) {
    access.requireAt(PLACE, get(gateway).unit());
  }

  /// A gateway that was claimed for a unit stands there from now on, in none of its rooms yet.
  /// Where it stood in that unit already, as after a change of hardware, nothing changes.
  public void claimed(Connection transaction, String gateway, UUID unit) throws SQLException {
    Placement now = store.now(transaction, gateway).get(gateway);
    Machines.place(transaction, gateway, unit);
    if (now != null && now.unit().equals(unit)) {
      return;
    }
    Instant at = clock.instant();
    int version = now == null ? 1 : now.version() + 1;
    store.end(transaction, gateway, at);
    store.begin(transaction, new Placement(gateway, unit, null, at, version), at);
    tell(transaction, gateway, unit, at, now == null ? null : now.room(), null);
  }

  Placement write(Connection transaction, Placement now, UUID unit, @Nullable UUID room)
      throws SQLException {
    Instant at = clock.instant();
    String gateway = now.gateway();
    Placement next = new Placement(gateway, unit, room, at, now.version() + 1);
    store.end(transaction, gateway, at);
    if (!unit.equals(now.unit())) {
      Machines.place(transaction, gateway, unit);
      Map<String, Object> details = Map.of("from", now.unit().toString(), "to", unit.toString());
      audit.record(transaction, new Change("gateway.placed", "gateway", gateway, unit, details));
    }
    store.begin(transaction, next, at);
    tell(transaction, gateway, unit, at, now.room(), room);
    noteRoom(transaction, "room.gateway-untied", now.room(), room, now);
    noteRoom(transaction, "room.gateway-tied", room, now.room(), next);
    return next;
  }

  private void tell(
      Connection transaction,
      String gateway,
      UUID unit,
      Instant at,
      @Nullable UUID from,
      @Nullable UUID to)
      throws SQLException {
    Map<String, Object> payload = new HashMap<>(Map.of("at", at.toString()));
    if (from != null) {
      payload.put("from", from.toString());
    }
    if (to != null) {
      payload.put("to", to.toString());
    }
    events.publish(transaction, new ModuleEvent(STANDS, gateway, unit, payload));
  }

  private void noteRoom(
      Connection transaction,
      String action,
      @Nullable UUID room,
      @Nullable UUID other,
      Placement placement)
      throws SQLException {
    if (room != null && !room.equals(other)) {
      Map<String, Object> details = Map.of("gateway", placement.gateway());
      audit.record(
          transaction, new Change(action, "room", room.toString(), placement.unit(), details));
    }
  }

  private void requireRoom(UUID unit, UUID id) {
    Room room = rooms.get(id);
    if (!room.unit().equals(unit)) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "room", "It is a room of another unit. Choose one of the gateway's unit.")));
    }
  }

  private boolean seesTop() {
    return access.mayAt(Acting.required().right(), Reach.ROOT);
  }

  Placement found(Connection connection, String gateway) throws SQLException {
    UUID unit = Machines.within(connection).get(gateway);
    if (unit == null) {
      boolean unheard =
          registered.isRegistered(gateway) && !Machines.all(connection).containsKey(gateway);
      if (!unheard || !seesTop()) {
        throw ProblemException.missing("gateway");
      }
      return new Placement(gateway, Reach.ROOT, null, null, 0);
    }
    return placement(gateway, unit, store.now(connection, gateway));
  }

  private static Placement placement(String gateway, UUID unit, Map<String, Placement> now) {
    Placement known = now.get(gateway);
    if (known == null) {
      return new Placement(gateway, unit, null, null, 0);
    }
    // The guards go by platform.machine: where it was put by a setting, that is what holds.
    UUID room = known.unit().equals(unit) ? known.room() : null;
    return new Placement(gateway, unit, room, known.since(), known.version());
  }
}
