package org.khue.cloud.equipment.minimum;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.register.ItemType;
import org.khue.cloud.equipment.register.ItemTypes;
import org.khue.cloud.equipment.register.Subject;
import org.khue.cloud.equipment.register.TypeFacts;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Target;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;
import org.khue.cloud.platform.security.Reach;

/// Lines of minimum lists. A list and a type that are not there yet come in with their first line.
/// A line that is there stays as it is: what a circular changes is another edition.
final class MinimumTarget implements Target {
  private static final String VERSION = "1";

  private final Transactions transactions;
  private final ItemTypes types;

  MinimumTarget(Transactions transactions, ItemTypes types) {
    this.transactions = transactions;
    this.types = types;
  }

  @Override
  public Optional<Key> key(ImportRow row) {
    return row.text(MinimumColumns.LIST)
        .flatMap(list ->
            row.text(MinimumColumns.EDITION)
                .flatMap(edition ->
                    row.text(MinimumColumns.TYPE)
                        .map(type ->
                            new Key(MinimumColumns.TYPE, list + " " + edition + " " + type))));
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    List<ItemType> known = known(scene);
    for (ImportRow row : rows) {
      findings.add(find(scene, row, known));
    }
    return findings;
  }

  private Finding find(Scene scene, ImportRow row, List<ItemType> known) throws SQLException {
    List<CellFault> faults = new ArrayList<>();
    if (!scene.unit().equals(Reach.ROOT)) {
      faults.add(CellFault.wrong("", Message.of("minimum.only-at-top")));
    }
    Optional<UUID> list = list(scene.transaction(), row);
    Optional<ItemType> type = type(known, row);
    if (list.isEmpty() || type.isEmpty()) {
      return Finding.absent(faults);
    }
    Optional<MinimumStore.Known> line =
        MinimumStore.known(scene.transaction(), list.get(), type.get().id());
    if (line.isEmpty()) {
      return Finding.absent(faults);
    }
    String quantity = line.get().quantity().stripTrailingZeros().toPlainString();
    Map<String, String> values = new HashMap<>(row.values());
    values.put(MinimumColumns.QUANTITY, quantity);
    values.put(MinimumColumns.PER, line.get().per().code());
    if (!values.equals(row.values())) {
      faults.add(CellFault.wrong(MinimumColumns.QUANTITY, Message.of("minimum.new-edition")));
    }
    String id = list.get() + "/" + type.get().id();
    return Finding.present(new Finding.Present(id, VERSION, values), faults);
  }

  private List<ItemType> known(Scene scene) {
    return transactions.within(scene.transaction(), () -> types.of(Reach.ROOT));
  }

  private static Optional<ItemType> type(List<ItemType> known, ImportRow row) {
    return row.text(MinimumColumns.TYPE)
        .flatMap(
            code -> known.stream().filter(type -> type.facts().code().equals(code)).findFirst());
  }

  private static Optional<UUID> list(Connection read, ImportRow row) throws SQLException {
    if (row.text(MinimumColumns.LIST).isEmpty() || row.text(MinimumColumns.EDITION).isEmpty()) {
      return Optional.empty();
    }
    return MinimumStore.byCode(read, row.required(MinimumColumns.LIST), edition(row))
        .map(MinimumList::id);
  }

  private static int edition(ImportRow row) {
    return Integer.parseInt(row.required(MinimumColumns.EDITION));
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    Connection transaction = scene.transaction();
    Optional<UUID> there = list(transaction, row);
    UUID list = there.isPresent() ? there.get() : MinimumStore.insert(transaction, made(row));
    Optional<ItemType> old = type(known(scene), row);
    ItemType type =
        old.isPresent()
            ? old.get()
            : transactions.within(transaction, () -> types.add(Reach.ROOT, facts(row)));
    MinimumStore.line(
        transaction,
        list,
        type.id(),
        new BigDecimal(row.required(MinimumColumns.QUANTITY)),
        Coded.of(Per.values(), row.required(MinimumColumns.PER)));
    return new Written(list + "/" + type.id(), VERSION, null);
  }

  private static MinimumList made(ImportRow row) {
    return new MinimumList(
        Reach.ROOT,
        row.required(MinimumColumns.LIST),
        edition(row),
        row.required(MinimumColumns.TITLE),
        row.required(MinimumColumns.SOURCE),
        Level.ofCode(row.required(MinimumColumns.LEVEL)),
        row.date(MinimumColumns.FROM).orElseThrow(),
        null);
  }

  private static TypeFacts facts(ImportRow row) {
    return new TypeFacts(
        row.required(MinimumColumns.TYPE),
        row.required(MinimumColumns.NAME),
        null,
        row.required(MinimumColumns.MEASURE),
        Coded.of(Subject.values(), row.required(MinimumColumns.SUBJECT)));
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) {
    throw new IllegalStateException("a line that differs is refused, so none is changed");
  }

  /// Takes a line back, and its list with the last one; a type stays, others may use it.
  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    String[] ids = written.id().split("/", -1);
    UUID list = UUID.fromString(ids[0]);
    boolean removed = MinimumStore.removeLine(scene.transaction(), list, UUID.fromString(ids[1]));
    MinimumStore.removeEmpty(scene.transaction(), list);
    return removed ? Undone.RESTORED : Undone.CHANGED_SINCE;
  }
}
