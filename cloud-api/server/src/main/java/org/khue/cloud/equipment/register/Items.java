package org.khue.cloud.equipment.register;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Checks;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;

/// The items of schools. Read with `equipment.read`, changed with `equipment.write` at the unit;
/// what is disposed of stays in the register and needs `equipment.dispose`.
@Singleton
public final class Items {
  public static final String READ = "equipment.read";
  public static final String WRITE = "equipment.write";
  public static final String DISPOSE = "equipment.dispose";

  private static final int CODE_TRIES = 5;
  private static final int LONGEST_REASON = 500;

  private final Ground ground;
  private final ItemTypes types;
  private final Rooms rooms;
  private final Placements placements;
  private final SecureRandom random = new SecureRandom();

  Items(Ground ground, ItemTypes types, Rooms rooms, Placements placements) {
    this.ground = ground;
    this.types = types;
    this.rooms = rooms;
    this.placements = placements;
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Item get(UUID id) {
    return find(id).orElseThrow(() -> ProblemException.missing("item of equipment"));
  }

  public Optional<Item> find(UUID id) {
    return ground.run("reading an item", read -> ItemStore.find(read, id));
  }

  /// The item of a label.
  ///
  /// @param typed as it was typed or scanned
  public Optional<Item> byCode(String typed) {
    return LabelCode.read(typed)
        .flatMap(code -> ground.run("reading an item", read -> ItemStore.byCode(read, code)));
  }

  /// Items with an id after that one, by id: for programs.
  ///
  /// @param unit the school; null for all within the scope
  /// @param after null for the first ones
  /// @param limit 1 to 1,000
  public List<Item> page(@Nullable UUID unit, @Nullable UUID after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("1 to 1,000 items can be asked for, not " + limit);
    }
    return ground.run("reading items", read -> ItemStore.page(read, unit, after, limit));
  }

  /// Items by their ids, as far as they are within the scope.
  public List<Item> all(Collection<UUID> ids) {
    return ground.run("reading items", read -> ItemStore.all(read, ids));
  }

  /// The items of a type at a unit, by code.
  public List<Item> ofType(UUID unit, UUID type) {
    return ground.run("reading items of a type", read -> ItemStore.ofType(read, unit, type));
  }

  /// What belongs into a room or, with null, into none, without what is gone; by code.
  public List<Item> in(UUID unit, @Nullable UUID room) {
    return ground.run("reading items of a room", read -> ItemStore.in(read, unit, room));
  }

  /// How an item was, the newest first.
  public List<ItemEvent> history(UUID id) {
    return ground.run("reading an item's history", read -> ItemStore.history(read, id));
  }

  /// Adds an item, with a new label.
  ///
  /// @throws ProblemException 403, or 422 if a field is wrong
  public Item add(UUID unit, ItemFacts facts) {
    ground.require(WRITE, unit);
    return ground.run(
        "adding an item", transaction -> insert(transaction, unit, facts, ItemState.WORKING));
  }

  /// The same as part of a transaction.
  Item insert(Connection transaction, UUID unit, ItemFacts facts, ItemState state)
      throws SQLException {
    requireSound(transaction, unit, facts, Optional.empty());
    for (int attempt = 0; attempt < CODE_TRIES; attempt++) {
      Optional<UUID> id =
          ItemStore.insert(transaction, unit, LabelCode.random(random), facts, state);
      if (id.isPresent()) {
        note(transaction, "item.added", id.get(), unit, Map.of("state", state.code()));
        ItemStore.state(transaction, id.get(), state, "", ground.actor(), ground.now());
        return ItemStore.find(transaction, id.get()).orElseThrow();
      }
    }
    throw new IllegalStateException("five codes by chance were taken already: is it chance?");
  }

  /// @param version as it was read
  /// @throws ProblemException 403, 404, 412 if it was changed meanwhile, 422 if a field is wrong
  public Item change(UUID id, int version, ItemFacts facts) {
    Item before = get(id);
    ground.require(WRITE, before.unit());
    return ground.run(
        "changing an item", transaction -> update(transaction, before, version, facts));
  }

  /// The same as part of a transaction.
  Item update(Connection transaction, Item before, int version, ItemFacts facts)
      throws SQLException {
    requireSound(transaction, before.unit(), facts, Optional.of(before.id()));
    if (!ItemStore.update(transaction, before.id(), version, facts)) {
      throw ETags.stale();
    }
    note(transaction, "item.changed", before.id(), before.unit(), Map.of());
    return ItemStore.find(transaction, before.id()).orElseThrow();
  }

  /// Says how an item is from now on.
  ///
  /// @param version as it was read
  /// @param reason in words, such as the number of the decision on its disposal
  /// @throws ProblemException 403, 404, 412 if it was changed meanwhile, 422 without the reason
  ///   that a loss or a disposal needs
  public Item turn(UUID id, int version, ItemState state, String reason) {
    Item before = get(id);
    boolean gone = state == ItemState.DISPOSED || before.state() == ItemState.DISPOSED;
    ground.require(gone ? DISPOSE : WRITE, before.unit());
    String why = reason.strip();
    new Checks()
        .upTo("reason", why, LONGEST_REASON)
        .that(
            state.isThere() || !why.isEmpty(),
            "reason",
            "Say why, such as the number of the decision.")
        .raise();
    return ground.run(
        "noting how an item is", transaction -> turn(transaction, before, version, state, why));
  }

  /// The same as part of a transaction.
  Item turn(Connection transaction, Item before, int version, ItemState state, String reason)
      throws SQLException {
    if (!ItemStore.turn(transaction, before.id(), version, state)) {
      throw ETags.stale();
    }
    ItemStore.state(transaction, before.id(), state, reason, ground.actor(), ground.now());
    note(
        transaction,
        "item.turned",
        before.id(),
        before.unit(),
        Map.of("from", before.state().code(), "to", state.code()));
    return ItemStore.find(transaction, before.id()).orElseThrow();
  }

  /// Puts an item where it was found.
  ///
  /// @throws ProblemException 409 if it was changed in the same moment
  public void move(Connection transaction, Item item, UUID room) throws SQLException {
    if (!ItemStore.move(transaction, item.id(), item.version(), room)) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "An item was changed in the same moment. Do it again.");
    }
    note(transaction, "item.moved", item.id(), item.unit(), Map.of("room", room.toString()));
  }

  /// Notes that an item was not found.
  public Item lose(Connection transaction, Item item, String reason) throws SQLException {
    return turn(transaction, item, item.version(), ItemState.LOST, reason);
  }

  private void requireSound(Connection transaction, UUID unit, ItemFacts facts, Optional<UUID> self)
      throws SQLException {
    UUID own = types.get(facts.type()).unit();
    UUID room = facts.room();
    String gateway = facts.gateway();
    ItemStore.Taken taken = ItemStore.taken(transaction, unit, facts, self);
    facts
        .checks(ground.today())
        .that(own.equals(unit) || own.equals(Reach.ROOT), "type", "It is another school's type.")
        .that(
            room == null || rooms.get(room).unit().equals(unit),
            "room",
            "It is a room of another school.")
        .that(
            gateway == null || placements.get(gateway).unit().equals(unit),
            "device",
            "It stands in another school.")
        .that(!taken.number(), "number", "Another item of the school has this number.")
        .that(!taken.tag(), "tag", "Another item bears this tag.")
        .that(!taken.device(), "device", "Another item is this device.")
        .raise();
  }

  private void note(
      Connection transaction, String action, UUID id, UUID unit, Map<String, Object> details)
      throws SQLException {
    ground.note(transaction, action, id, unit, details);
  }
}
