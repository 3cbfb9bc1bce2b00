package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;

/// The table `organisation.relation`.
final class RelationStore {
  static final String INSERT =
      "INSERT INTO organisation.relation (id, kind, from_unit, to_unit, valid_from, valid_to,"
          + " decision) VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String COLUMNS =
      "SELECT id, kind, from_unit, to_unit, valid_from, valid_to, decision, version"
          + " FROM organisation.relation";

  /// Waits until nobody else changes relations: the rules look at all of them.
  void lock(Connection transaction) throws SQLException {
    Sql.update(transaction, "LOCK TABLE organisation.relation IN SHARE ROW EXCLUSIVE MODE");
  }

  List<Relation> all(Connection connection) throws SQLException {
    return Sql.list(connection, COLUMNS + " ORDER BY valid_from, id", RelationStore::read);
  }

  List<Relation> of(Connection connection, UUID unit) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS + " WHERE from_unit = ? OR to_unit = ? ORDER BY valid_from, id",
        RelationStore::read,
        unit,
        unit);
  }

  Optional<Relation> find(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, COLUMNS + " WHERE id = ?", RelationStore::read, id);
  }

  void insert(Connection connection, UUID id, Edge edge, @Nullable String decision)
      throws SQLException {
    Sql.update(connection, INSERT, row(id, edge, decision));
  }

  /// The parameters of [#INSERT].
  static @Nullable Object[] row(UUID id, Edge edge, @Nullable String decision) {
    return new @Nullable Object[] {
      id, edge.kind().code(), edge.from(), edge.to(), edge.span().from(), edge.span().to(), decision
    };
  }

  void update(Connection connection, UUID id, int version, Span span, @Nullable String decision)
      throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.relation SET valid_from = ?, valid_to = ?, decision = ?,"
            + " version = version + 1 WHERE id = ? AND version = ?",
        span.from(),
        span.to(),
        decision,
        id,
        version);
  }

  void delete(Connection connection, UUID id, int version) throws SQLException {
    Sql.change(
        connection, "DELETE FROM organisation.relation WHERE id = ? AND version = ?", id, version);
  }

  private static Relation read(ResultSet row) throws SQLException {
    Edge edge =
        new Edge(
            Codes.of(RelationKind.values(), RelationKind::code, Sql.text(row, 2)),
            Sql.id(row, 3),
            Sql.id(row, 4),
            new Span(row.getObject(5, LocalDate.class), row.getObject(6, LocalDate.class)));
    return new Relation(Sql.id(row, 1), edge, row.getString(7), row.getInt(8));
  }
}
