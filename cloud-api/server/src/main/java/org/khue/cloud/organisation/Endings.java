package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.problem.ProblemException;

/// The end of a unit: its last day, and what becomes of the relations that it stands in.
final class Endings {
  private final UnitStore units = new UnitStore();
  private final RelationStore relations = new RelationStore();

  /// Writes the end of a unit down; one that has an end keeps it.
  ///
  /// @param field of the request that names the day
  /// @throws ProblemException 422 if it was not there before that day
  void dissolve(Connection transaction, UUID id, LocalDate day, String field) throws SQLException {
    Unit ending = units.find(transaction, id).orElseThrow(() -> ProblemException.missing("unit"));
    new Faults()
        .unless(
            new Span(ending.facts().founded(), null).contains(day.minusDays(1)),
            field,
            ending.name() + " was not there before that day. Choose a later one.")
        .raise();
    if (ending.facts().dissolved() == null) {
      units.update(transaction, id, ending.version(), ending.facts().endingOn(day));
    }
  }

  /// Ends a relation on a day; one that would only have begun later is taken out.
  ///
  /// @return whether there was anything of it left to end
  boolean end(Connection transaction, Relation relation, LocalDate day) throws SQLException {
    Edge edge = relation.edge();
    if (edge.kind() == RelationKind.MERGED_INTO
        || !edge.span().meets(new Span(day, edge.span().to()))) {
      return false;
    }
    LocalDate start = Objects.requireNonNull(edge.span().from());
    if (start.isBefore(day)) {
      Span past = new Span(start, day);
      relations.update(transaction, relation.id(), relation.version(), past, relation.decision());
    } else {
      relations.delete(transaction, relation.id(), relation.version());
    }
    return true;
  }

  /// The relation of a successor to what an ended unit managed or oversaw; null where there is
  /// nothing to take over.
  static @Nullable Edge successor(Edge edge, UUID unit, UUID successor, LocalDate day) {
    if (!edge.from().equals(unit) || edge.to().equals(successor)) {
      return null;
    }
    LocalDate start = Objects.requireNonNull(edge.span().from());
    LocalDate from = start.isBefore(day) ? day : start;
    return new Edge(edge.kind(), successor, edge.to(), new Span(from, edge.span().to()));
  }
}
