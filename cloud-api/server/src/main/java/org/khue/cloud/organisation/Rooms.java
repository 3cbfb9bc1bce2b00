package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;

/// Rooms of units. Read with a right that reaches the unit, changed with `organisation.write`
/// there.
@Singleton
public final class Rooms {
  private static final int ALL = 10_000;

  private final Ground ground;
  private final RoomStore store = new RoomStore();
  private final PlaceStore places = new PlaceStore();

  Rooms(Ground ground) {
    this.ground = ground;
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
          ground.note(transaction, "room.created", id, unit, Map.of("code", facts.code()));
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
          ground.note(transaction, "room.changed", id, unit, Map.of("code", facts.code()));
          return new Room(id, unit, facts, version + 1);
        });
  }

  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile
  public void remove(UUID id, int version) {
    Room room = get(id);
    ground.mayWrite(Ground.WRITE, room.unit());
    ground.change(
        "removing a room",
        transaction -> {
          store.delete(transaction, id, version);
          ground.note(
              transaction, "room.removed", id, room.unit(), Map.of("code", room.facts().code()));
          return Boolean.TRUE;
        });
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
