package org.khue.cloud.equipment.register;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Target;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Items of one school from a file, by the school's own number.
final class ItemTarget implements Target {
  private final Transactions transactions;
  private final Items items;
  private final ItemTypes types;
  private final Rooms rooms;

  ItemTarget(Transactions transactions, Items items, ItemTypes types, Rooms rooms) {
    this.transactions = transactions;
    this.items = items;
    this.types = types;
    this.rooms = rooms;
  }

  /// What rows of a file name by codes.
  private record Known(Map<String, ItemType> types, Map<String, Room> rooms) {

    @Nullable String typeCode(UUID id) {
      return types.values().stream()
          .filter(type -> type.id().equals(id))
          .map(type -> type.facts().code())
          .findFirst()
          .orElse(null);
    }

    @Nullable String roomCode(@Nullable UUID id) {
      return rooms.values().stream()
          .filter(room -> room.id().equals(id))
          .map(room -> room.facts().code())
          .findFirst()
          .orElse(null);
    }
  }

  private Known known(Scene scene) {
    return transactions.within(
        scene.transaction(),
        () ->
            new Known(
                types.of(scene.unit()).stream()
                    .collect(
                        Collectors.toMap(
                            type -> type.facts().code(), Function.identity(), (one, two) -> one)),
                rooms.of(scene.unit()).stream()
                    .collect(Collectors.toMap(room -> room.facts().code(), Function.identity()))));
  }

  @Override
  public Optional<Key> key(ImportRow row) {
    return row.text(ItemColumns.NUMBER).map(number -> new Key(ItemColumns.NUMBER, number));
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    Known known = known(scene);
    List<String> numbers = rows.stream().map(row -> row.required(ItemColumns.NUMBER)).toList();
    Map<String, Item> there =
        ItemStore.byNumbers(scene.transaction(), scene.unit(), numbers).stream()
            .collect(Collectors.toMap(item -> item.facts().number(), Function.identity()));
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      List<CellFault> faults = faults(row, known);
      Item item = there.get(row.required(ItemColumns.NUMBER));
      findings.add(
          item == null
              ? Finding.absent(faults)
              : Finding.present(
                  new Finding.Present(
                      item.id().toString(), Integer.toString(item.version()), values(item, known)),
                  faults));
    }
    return findings;
  }

  private static List<CellFault> faults(ImportRow row, Known known) {
    List<CellFault> faults = new ArrayList<>();
    row.text(ItemColumns.TYPE)
        .filter(code -> !known.types().containsKey(code))
        .ifPresent(code ->
            faults.add(
                CellFault.wrong(ItemColumns.TYPE, Message.of("eq.import-no-type", "value", code))));
    row.text(ItemColumns.ROOM)
        .filter(code -> !known.rooms().containsKey(code))
        .ifPresent(code ->
            faults.add(
                CellFault.wrong(ItemColumns.ROOM, Message.of("eq.import-no-room", "value", code))));
    row.text(ItemColumns.STATE)
        .filter(ItemState.DISPOSED.code()::equals)
        .ifPresent(code ->
            faults.add(CellFault.wrong(ItemColumns.STATE, Message.of("eq.import-no-disposal"))));
    return faults;
  }

  private static Map<String, String> values(Item item, Known known) {
    ItemFacts facts = item.facts();
    Map<String, String> values = new HashMap<>();
    values.put(ItemColumns.NUMBER, facts.number());
    put(values, ItemColumns.TYPE, known.typeCode(facts.type()));
    values.put(ItemColumns.NAME, facts.name());
    values.put(ItemColumns.SERIAL, facts.serial());
    values.put(ItemColumns.QUANTITY, Integer.toString(facts.quantity()));
    put(values, ItemColumns.ROOM, known.roomCode(facts.room()));
    values.put(ItemColumns.STATE, item.state().code());
    put(values, ItemColumns.VALUE, facts.value());
    put(values, ItemColumns.FUNDING, facts.funding() == null ? null : facts.funding().code());
    put(values, ItemColumns.ACQUIRED, facts.acquired());
    values.put(ItemColumns.NOTE, facts.note());
    return values;
  }

  private static void put(Map<String, String> values, String key, @Nullable Object value) {
    if (value != null) {
      values.put(key, value.toString());
    }
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    Connection transaction = scene.transaction();
    ItemFacts facts = facts(row, known(scene), null);
    Item item =
        joined(
            scene,
            () -> items.insert(transaction, scene.unit(), facts, state(row, ItemState.WORKING)));
    return new Written(item.id().toString(), Integer.toString(item.version()), null);
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    Connection transaction = scene.transaction();
    UUID id = UUID.fromString(present.id());
    Item before = ItemStore.find(transaction, id).orElseThrow();
    String snapshot = ItemSnapshotStore.of(transaction, id);
    ItemFacts facts = facts(row, known(scene), before.facts());
    ItemState wanted = state(row, before.state());
    Item after =
        joined(
            scene,
            () -> {
              Item changed = items.update(transaction, before, before.version(), facts);
              return wanted == changed.state()
                  ? changed
                  : items.turn(transaction, changed, changed.version(), wanted, "");
            });
    return new Written(present.id(), Integer.toString(after.version()), snapshot);
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    Connection transaction = scene.transaction();
    UUID id = UUID.fromString(written.id());
    Optional<Item> now = ItemStore.find(transaction, id);
    if (now.isEmpty() || !Integer.toString(now.get().version()).equals(written.version())) {
      return Undone.CHANGED_SINCE;
    }
    if (written.before() == null) {
      ItemSnapshotStore.remove(transaction, id);
    } else {
      ItemSnapshotStore.restore(transaction, id, written.before());
    }
    return Undone.RESTORED;
  }

  private static ItemState state(ImportRow row, ItemState otherwise) {
    return row.text(ItemColumns.STATE)
        .map(code -> Coded.of(ItemState.values(), code))
        .orElse(otherwise);
  }

  /// What the row tells of an item; what it leaves out stays.
  private static ItemFacts facts(ImportRow row, Known known, @Nullable ItemFacts now) {
    ItemType type = known.types().get(row.required(ItemColumns.TYPE));
    if (type == null) {
      throw new IllegalStateException("a row without a type was let through");
    }
    ItemFacts base = now == null ? ItemFacts.of(type.id()) : now;
    return new ItemFacts(
        type.id(),
        row.required(ItemColumns.NUMBER),
        row.text(ItemColumns.NAME).orElse(base.name()),
        row.text(ItemColumns.SERIAL).orElse(base.serial()),
        row.text(ItemColumns.QUANTITY).map(Integer::parseInt).orElse(base.quantity()),
        base.tag(),
        row.text(ItemColumns.ROOM).map(known.rooms()::get).map(Room::id).orElse(base.room()),
        base.custodian(),
        row.text(ItemColumns.VALUE).map(Long::parseLong).orElse(base.value()),
        row.text(ItemColumns.FUNDING)
            .map(code -> Coded.of(Funding.values(), code))
            .orElse(base.funding()),
        row.date(ItemColumns.ACQUIRED).orElse(base.acquired()),
        base.gateway(),
        base.device(),
        row.text(ItemColumns.NOTE).orElse(base.note()));
  }

  /// Work that may meet the database, within the transaction of the scene.
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T joined(Scene scene, Work<T> work) {
    return transactions.within(
        scene.transaction(),
        () -> {
          try {
            return work.run();
          } catch (SQLException e) {
            throw new DatabaseException("importing an item", e);
          }
        });
  }
}
