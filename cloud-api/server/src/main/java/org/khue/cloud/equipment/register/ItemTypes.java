package org.khue.cloud.equipment.register;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Checks;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;

/// Types of equipment. The city's are read by everybody who acts; a unit adds its own with
/// `equipment.write` there; the common ones are changed with `equipment.lists`.
@Singleton
public final class ItemTypes {
  /// The right to change the common types, and the lists that are made of them, at the unit above
  /// all others.
  public static final String COMMON = "equipment.lists";

  private final Ground ground;

  ItemTypes(Ground ground) {
    this.ground = ground;
  }

  /// The city's types and the unit's own, by code.
  public List<ItemType> of(UUID unit) {
    return ground.run("reading types of equipment", read -> TypeStore.of(read, unit));
  }

  /// All types within the scope and the city's, by code.
  public List<ItemType> all() {
    return ground.run("reading types of equipment", TypeStore::all);
  }

  /// @throws ProblemException 404 if there is none within the scope
  public ItemType get(UUID id) {
    return ground
        .run("reading a type of equipment", read -> TypeStore.find(read, id))
        .orElseThrow(() -> ProblemException.missing("type of equipment"));
  }

  /// @throws ProblemException 403, or 422 if a field is wrong
  public ItemType add(UUID unit, TypeFacts facts) {
    ground.require(right(unit), unit);
    facts.requireSound();
    return ground.run(
        "adding a type of equipment",
        transaction -> {
          requireFree(transaction, unit, facts.code(), Optional.empty());
          ItemType type = TypeStore.insert(transaction, unit, facts);
          note(transaction, "item-type.added", type);
          return type;
        });
  }

  /// @param version as it was read
  /// @throws ProblemException 403, 404, 412 if it was changed meanwhile, 422 if a field is wrong
  public ItemType change(UUID id, int version, TypeFacts facts) {
    ItemType before = get(id);
    ground.require(right(before.unit()), before.unit());
    facts.requireSound();
    return ground.run(
        "changing a type of equipment",
        transaction -> {
          requireFree(transaction, before.unit(), facts.code(), Optional.of(id));
          if (!TypeStore.update(transaction, id, version, facts)) {
            throw ETags.stale();
          }
          ItemType after = new ItemType(id, before.unit(), facts, version + 1);
          note(transaction, "item-type.changed", after);
          return after;
        });
  }

  /// Whether whoever acts may change a type.
  public boolean mayChange(ItemType type) {
    return ground.may(right(type.unit()), type.unit());
  }

  private static String right(UUID unit) {
    return unit.equals(Reach.ROOT) ? COMMON : Items.WRITE;
  }

  private static void requireFree(
      Connection transaction, UUID unit, String code, Optional<UUID> self) throws SQLException {
    boolean free =
        TypeStore.of(transaction, unit).stream()
            .filter(type -> type.unit().equals(unit) || type.unit().equals(Reach.ROOT))
            .filter(type -> type.facts().code().equals(code))
            .allMatch(type -> self.isPresent() && self.get().equals(type.id()));
    new Checks().that(free, "code", "Another type has this code already.").raise();
  }

  private void note(Connection transaction, String action, ItemType type) throws SQLException {
    ground.note(transaction, action, type.id(), type.unit(), Map.of("code", type.facts().code()));
  }
}
