package org.khue.cloud.organisation;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// Rooms of units. Read with a right that reaches the unit, changed with `organisation.write`
/// there.
@Singleton
public final class Rooms {
  private static final int ALL = 10_000;

  private final Ground ground;
  private final Clock clock;
  private final RoomStore store = new RoomStore();
  private final PlaceStore places = new PlaceStore();

  Rooms(Ground ground, Clock clock) {
    this.ground = ground;
    this.clock = clock;
  }

  /// All rooms of a unit, by code.
  public List<Room> of(UUID unit) {
    return page(unit, "", ALL);
  }

  /// Rooms of a unit with a code after that one, by code.
  ///
  /// @param after empty for the first ones
  /// @param limit 1 to 10,000
  public List<Room> page(UUID unit, String after, int limit) {
    if (limit < 1 || limit > ALL) {
      throw new IllegalArgumentException("1 to 10,000 rooms can be asked for, not " + limit);
    }
    ground.mayRead(unit);
    return ground.read("reading rooms", read -> store.page(read, unit, after, limit));
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Room get(UUID id) {
    return ground
        .read("reading a room", read -> store.find(read, id))
        .orElseThrow(() -> ProblemException.missing("room"));
  }

  public Optional<Room> byCode(UUID unit, String code) {
    return ground.read("reading a room", read -> store.byCode(read, unit, code));
  }

  /// @throws ProblemException 422 if a field is wrong
  public Room add(UUID unit, RoomFacts facts) {
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "adding a room",
        transaction -> {
          requireSound(transaction, unit, facts, null);
          UUID id = Ground.newId(transaction);
          store.insert(transaction, id, unit, facts);
          ground.note(transaction, "room.created", id, unit, details(facts));
          return new Room(id, unit, facts, 1);
        });
  }

  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile, 422 if a field is wrong
  public Room update(UUID id, int version, RoomFacts facts) {
    UUID unit = get(id).unit();
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "changing a room",
        transaction -> {
          requireSound(transaction, unit, facts, id);
          store.update(transaction, id, version, facts);
          ground.note(transaction, "room.changed", id, unit, details(facts));
          return new Room(id, unit, facts, version + 1);
        });
  }

  /// Puts a room into the bin, from where it can be taken back for 30 days.
  ///
  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile
  public void remove(UUID id, int version) {
    Room room = get(id);
    ground.mayWrite(Ground.WRITE, room.unit());
    ground.change(
        "removing a room",
        transaction -> {
          String by = Acting.required().caller().name();
          store.bin(transaction, id, version, clock.instant().atOffset(ZoneOffset.UTC), by);
          ground.note(transaction, "room.removed", id, room.unit(), details(room.facts()));
          return Boolean.TRUE;
        });
  }

  /// Rooms in the bin within the scope, the latest first.
  List<RoomStore.Binned> binned(@Nullable UUID id, int most) {
    return ground.read("reading removed rooms", read -> store.binned(read, id, most));
  }

  /// Takes a room back from the bin.
  ///
  /// @return false if it is not there
  /// @throws ProblemException 409 if another room has its code by now
  boolean restore(UUID id) {
    List<RoomStore.Binned> found = binned(id, 1);
    if (found.isEmpty()) {
      return false;
    }
    Room room = found.getFirst().room();
    ground.mayWrite(Ground.WRITE, room.unit());
    return ground.change(
        "taking back a room",
        transaction -> {
          String code = room.facts().code();
          if (store.byCode(transaction, room.unit(), code).isPresent()) {
            throw new ProblemException(
                HttpStatus.CONFLICT,
                "Another room has the code "
                    + code
                    + " by now. Give that room another code, then take this one back.");
          }
          store.unbin(transaction, id);
          ground.note(transaction, "room.restored", id, room.unit(), details(room.facts()));
          return true;
        });
  }

  /// Removes for good what was put into the bin before that moment.
  int purge(Instant before) {
    return ground.change(
        "emptying the bin of rooms",
        transaction -> store.purge(transaction, before.atOffset(ZoneOffset.UTC)));
  }

  private static Map<String, Object> details(RoomFacts facts) {
    return Map.of("code", facts.code(), "name", facts.name(), "kind", facts.kind().code());
  }

  private void requireSound(Connection transaction, UUID unit, RoomFacts facts, @Nullable UUID self)
      throws SQLException {
    Optional<Building> building = places.building(transaction, facts.building());
    Optional<Room> sameCode = store.byCode(transaction, unit, facts.code());
    new Faults()
        .addAll(facts.faults())
        .unless(
            sameCode.isEmpty() || sameCode.get().id().equals(self),
            "code",
            "Another room of the unit has this code already.")
        .unless(
            building.isPresent() && building.get().unit().equals(unit),
            "building",
            "The unit has no such building.")
        .raise();
  }
}
