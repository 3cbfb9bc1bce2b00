package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.organisation.model.Violation;
import org.khue.cloud.platform.problem.ProblemException;

/// Who manages, oversees and succeeds whom at which date. Everybody who acts may read it; who
/// changes a relation needs `organisation.write` at both of its units. Each change takes effect on
/// what people may see in the same transaction.
@Singleton
public final class Relations {
  private static final int LONGEST_DECISION = 100;

  private final Ground ground;
  private final ReachKeeper reach;
  private final RelationChecks checks = new RelationChecks();
  private final RelationStore store = new RelationStore();
  private final UnitStore units = new UnitStore();
  private final Endings endings = new Endings();

  Relations(Ground ground, ReachKeeper reach) {
    this.ground = ground;
    this.reach = reach;
  }

  /// Today, where the units are.
  public LocalDate today() {
    return reach.today();
  }

  /// All relations that hold, held or will hold, the oldest first.
  public List<Relation> all() {
    return ground.read("reading the relations", store::all);
  }

  /// Those that a unit stands in, the oldest first.
  public List<Relation> of(UUID unit) {
    return ground.read("reading the relations of a unit", read -> store.of(read, unit));
  }

  /// @throws ProblemException 404 if there is none
  public Relation get(UUID id) {
    return ground.read("reading a relation", read -> found(read, id));
  }

  /// The units of a day and how they stand to each other.
  public Tree tree(LocalDate day) {
    return ground.read(
        "reading the tree of units", read -> Tree.of(day, units.all(read), store.all(read)));
  }

  /// What stands against a relation; empty when it may be added.
  ///
  /// @param self id of the relation that it would replace; null for a new one
  public List<Violation> violations(Edge edge, @Nullable UUID self) {
    return ground.read("checking a relation", read -> checks.violations(read, edge, self));
  }

  /// Adds a relation; a merger is made by [#merge].
  ///
  /// @throws ProblemException 422 if it breaks a rule
  public Relation add(Edge edge, @Nullable String decision) {
    requireRights(edge);
    String number = decisionNumber(decision);
    requireStart(edge.span());
    return ground.change(
        "adding a relation",
        transaction -> {
          store.lock(transaction);
          checks.require(transaction, edge, null, Map.of());
          Relation added = insert(transaction, edge, number);
          reach.refresh(transaction);
          return added;
        });
  }

  /// Refuses whoever may not change that relation.
  ///
  /// @throws ProblemException 403 or 404
  public void requireWrite(UUID id) {
    requireRights(get(id).edge());
  }

  /// Changes the days of a relation or the number of its decision; who stands in it remains.
  ///
  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile, 422 if it would break a rule
  public Relation update(UUID id, int version, Span span, @Nullable String decision) {
    String number = decisionNumber(decision);
    requireStart(span);
    return ground.change(
        "changing a relation",
        transaction -> {
          store.lock(transaction);
          Edge before = found(transaction, id).edge();
          requireRights(before);
          Edge after = new Edge(before.kind(), before.from(), before.to(), span);
          checks.require(transaction, after, id, Map.of());
          store.update(transaction, id, version, span, number);
          note(transaction, "relation.changed", id, after);
          reach.refresh(transaction);
          return new Relation(id, after, number, version + 1);
        });
  }

  /// Removes a relation that never was; one that ended gets an end instead.
  ///
  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile
  public void remove(UUID id, int version) {
    ground.change(
        "removing a relation",
        transaction -> {
          store.lock(transaction);
          Edge edge = found(transaction, id).edge();
          requireRights(edge);
          store.delete(transaction, id, version);
          note(transaction, "relation.removed", id, edge);
          reach.refresh(transaction);
          return Boolean.TRUE;
        });
  }

  /// Ends a unit in another one: the unit is dissolved on that day, its relations end, those below
  /// it come below the other, which from then on reaches the ended unit's records.
  ///
  /// @throws ProblemException 422 if that breaks a rule
  public Relation merge(UUID unit, UUID successor, LocalDate day, @Nullable String decision) {
    ground.mayWrite(Ground.WRITE, unit);
    ground.mayWrite(Ground.WRITE, successor);
    String number = decisionNumber(decision);
    return ground.change(
        "merging units",
        transaction -> {
          store.lock(transaction);
          endings.dissolve(transaction, unit, day, "validFrom");
          for (Relation relation : store.of(transaction, unit)) {
            if (endings.end(transaction, relation, day)) {
              Edge next = Endings.successor(relation.edge(), unit, successor, day);
              if (next != null) {
                checks.require(transaction, next, null, Map.of());
                insert(transaction, next, number);
              }
            }
          }
          Edge merger = new Edge(RelationKind.MERGED_INTO, unit, successor, new Span(day, null));
          checks.require(transaction, merger, null, Map.of());
          Relation merged = insert(transaction, merger, number);
          reach.refresh(transaction);
          return merged;
        });
  }

  /// Closes a unit that nobody takes over: it is dissolved on that day, and its relations end.
  ///
  /// @param day the first one without it
  /// @throws ProblemException 422 if it still manages others then
  public Unit close(UUID unit, LocalDate day, @Nullable String decision) {
    ground.mayWrite(Ground.WRITE, unit);
    String number = decisionNumber(decision);
    return ground.change(
        "closing a unit",
        transaction -> {
          store.lock(transaction);
          List<Relation> all = store.of(transaction, unit);
          new Faults()
              .unless(
                  all.stream()
                      .map(Relation::edge)
                      .noneMatch(edge ->
                          edge.kind() == RelationKind.MANAGES
                              && edge.from().equals(unit)
                              && edge.span().meets(new Span(day, null))),
                  "day",
                  "It manages other units on that day. Give those to another unit first, or merge"
                      + " it into one.")
              .raise();
          endings.dissolve(transaction, unit, day, "day");
          for (Relation relation : all) {
            endings.end(transaction, relation, day);
          }
          ground.note(
              transaction,
              "unit.closed",
              unit,
              unit,
              Map.of("day", day.toString(), "decision", String.valueOf(number)));
          reach.refresh(transaction);
          return units.find(transaction, unit).orElseThrow();
        });
  }

  private Relation insert(Connection transaction, Edge edge, @Nullable String decision)
      throws SQLException {
    UUID id = Ground.newId(transaction);
    store.insert(transaction, id, edge, decision);
    note(transaction, "relation.added", id, edge);
    return new Relation(id, edge, decision, 1);
  }

  private Relation found(Connection connection, UUID id) throws SQLException {
    return store.find(connection, id).orElseThrow(() -> ProblemException.missing("relation"));
  }

  private void requireRights(Edge edge) {
    for (UUID unit : List.of(edge.from(), edge.to())) {
      ground.mayWrite(Ground.WRITE, unit);
      ground.mayRead(unit);
    }
  }

  private static void requireStart(Span span) {
    new Faults().unless(span.from() != null, "validFrom", "A relation has a first day.").raise();
  }

  private static @Nullable String decisionNumber(@Nullable String typed) {
    String decision = Entered.textOrNull(typed);
    new Faults().textOrNull("decision", decision, LONGEST_DECISION).raise();
    return decision;
  }

  private void note(Connection transaction, String action, UUID id, Edge edge) throws SQLException {
    ground.note(
        transaction,
        action,
        id,
        edge.above(),
        Map.of(
            "kind", edge.kind().code(),
            "from", edge.from().toString(),
            "to", edge.to().toString(),
            "validFrom", String.valueOf(edge.span().from()),
            "validTo", String.valueOf(edge.span().to())));
  }
}
