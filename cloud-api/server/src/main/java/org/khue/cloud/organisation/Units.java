package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;
import org.khue.web.i18n.Names;

/// The directory of units. Everybody who acts may read it; who changes a unit needs
/// `organisation.write` there, and for what makes it what it is (code, kind, levels, ownership, the
/// days of its life) at the unit that manages it.
@Singleton
public final class Units {
  private final Ground ground;
  private final ReachKeeper reach;
  private final RelationChecks checks = new RelationChecks();
  private final UnitStore store = new UnitStore();
  private final RelationStore relations = new RelationStore();

  Units(Ground ground, ReachKeeper reach) {
    this.ground = ground;
    this.reach = reach;
  }

  /// All units that are or were, by code.
  public List<Unit> all() {
    return ground.read("reading the units", store::all);
  }

  /// The units that the right in use reaches, by code.
  public List<Unit> reached() {
    return ground.read("reading the units of a right", store::reached);
  }

  /// Units with a code after that one, by code.
  ///
  /// @param kind null for all kinds
  /// @param words that the name or the code holds, whatever their case and diacritics; empty for
  ///   all
  /// @param after empty for the first ones
  /// @param limit 1 to 1,000
  public List<Unit> page(@Nullable UnitKind kind, String words, String after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("1 to 1,000 units can be asked for, not " + limit);
    }
    String folded = Names.fold(Entered.text(words));
    // A city has a few thousand units at most: they are looked through here.
    return all().stream()
        .filter(unit -> unit.code().compareTo(after) > 0)
        .filter(unit -> kind == null || unit.kind() == kind)
        .filter(unit -> folded.isEmpty() || unit.facts().isFound(folded))
        .limit(limit)
        .toList();
  }

  public Optional<Unit> find(UUID id) {
    return ground.read("reading a unit", connection -> store.find(connection, id));
  }

  /// @throws ProblemException 404 if there is none
  public Unit get(UUID id) {
    return find(id).orElseThrow(() -> ProblemException.missing("unit"));
  }

  public Optional<Unit> byCode(String code) {
    return ground.read("reading a unit", connection -> store.byCode(connection, code));
  }

  /// Adds a unit below another.
  ///
  /// @param parent the unit that manages it
  /// @param since the first day on which it does
  /// @param decision number of the decision
  /// @throws ProblemException 422 if a field is wrong, 403 without the right at the parent
  public Unit create(UUID parent, LocalDate since, @Nullable String decision, UnitFacts facts) {
    ground.mayWrite(Ground.WRITE, parent);
    return ground.change(
        "adding a unit",
        transaction -> {
          relations.lock(transaction);
          requireSound(transaction, facts, null);
          UUID id = Ground.newId(transaction);
          Unit unit = new Unit(id, facts, 1);
          Edge edge =
              new Edge(RelationKind.MANAGES, parent, id, new Span(since, facts.dissolved()));
          checks.require(transaction, edge, null, Map.of(id, unit));
          reach.expect(
              transaction, new Edge(RelationKind.MANAGES, parent, id, new Span(null, null)));
          store.insert(transaction, id, facts);
          relations.insert(
              transaction, Ground.newId(transaction), edge, Entered.textOrNull(decision));
          ground.note(transaction, "unit.created", id, parent, Map.of("code", facts.code()));
          reach.refresh(transaction);
          return unit;
        });
  }

  /// Refuses whoever may not change that unit.
  ///
  /// @throws ProblemException 403 or 404
  public void requireWrite(UUID id) {
    ground.mayWrite(Ground.WRITE, id);
    ground.mayRead(id);
  }

  /// Replaces what is known of a unit.
  ///
  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile, 422 if a field is wrong or a
  ///   relation would lie outside its life
  public Unit update(UUID id, int version, UnitFacts facts) {
    ground.mayWrite(Ground.WRITE, id);
    return ground.change(
        "changing a unit",
        transaction -> {
          relations.lock(transaction);
          Unit before =
              store.find(transaction, id).orElseThrow(() -> ProblemException.missing("unit"));
          requireSound(transaction, facts, id);
          if (!before.facts().isAtHeart(facts)) {
            ground.mayWrite(Ground.WRITE, managerToday(transaction, id));
          }
          Unit after = new Unit(id, facts, version + 1);
          for (Relation relation : relations.of(transaction, id)) {
            checks.require(transaction, relation.edge(), relation.id(), Map.of(id, after));
          }
          store.update(transaction, id, version, facts);
          ground.note(transaction, "unit.changed", id, id, Map.of("code", facts.code()));
          return after;
        });
  }

  private UUID managerToday(Connection transaction, UUID id) throws SQLException {
    LocalDate today = reach.today();
    return relations.of(transaction, id).stream()
        .map(Relation::edge)
        .filter(edge -> edge.kind() == RelationKind.MANAGES && edge.to().equals(id))
        .filter(edge -> edge.holdsOn(today))
        .map(Edge::from)
        .findFirst()
        .orElse(Reach.ROOT);
  }

  private void requireSound(Connection transaction, UnitFacts facts, @Nullable UUID self)
      throws SQLException {
    Optional<Unit> sameCode = store.byCode(transaction, facts.code());
    new Faults()
        .addAll(facts.faults())
        .unless(
            sameCode.isEmpty() || sameCode.get().id().equals(self),
            "code",
            "Another unit has this code already.")
        .raise();
  }
}
