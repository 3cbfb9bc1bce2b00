package org.khue.cloud.equipment.minimum;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Query;
import org.khue.cloud.equipment.register.Subject;
import org.khue.cloud.equipment.register.TypeFacts;
import org.khue.cloud.organisation.Level;

/// The tables `equipment.minimum_list` and `equipment.minimum_line`.
final class MinimumStore {
  private static final String LISTS =
      "SELECT id, code, edition, title, source, level, valid_from, valid_to"
          + " FROM equipment.minimum_list ";

  private MinimumStore() {}

  static List<MinimumList> all(Connection read) throws SQLException {
    return Query.of(LISTS + "ORDER BY code, edition DESC").list(read, MinimumStore::list);
  }

  static Optional<MinimumList> find(Connection read, UUID id) throws SQLException {
    return Query.of(LISTS + "WHERE id = ?", id).first(read, MinimumStore::list);
  }

  static Optional<MinimumList> byCode(Connection read, String code, int edition)
      throws SQLException {
    return Query.of(LISTS + "WHERE code = ? AND edition = ?", code, edition)
        .first(read, MinimumStore::list);
  }

  /// A line with what a school has of it.
  record Line(TypeFacts type, Per per, BigDecimal quantity, long have) {}

  static List<Line> lines(Connection read, UUID list, UUID school) throws SQLException {
    return Query.of(
            """
            SELECT t.code, t.name, t.name_en, t.measure, t.subject, l.per, l.quantity,
              (SELECT coalesce(sum(i.quantity), 0) FROM equipment.item i WHERE i.unit_id = ?
               AND i.type_id = l.type_id AND i.state NOT IN ('lost', 'disposed')) AS have
            FROM equipment.minimum_line l JOIN equipment.item_type t ON t.id = l.type_id
            WHERE l.list_id = ? ORDER BY t.subject, t.code
            """,
            school,
            list)
        .list(
            read,
            row ->
                new Line(
                    new TypeFacts(
                        Query.text(row, "code"),
                        Query.text(row, "name"),
                        row.getString("name_en"),
                        Query.text(row, "measure"),
                        Coded.of(Subject.values(), Query.text(row, "subject"))),
                    Coded.of(Per.values(), Query.text(row, "per")),
                    Objects.requireNonNull(row.getBigDecimal("quantity")),
                    row.getLong("have")));
  }

  static UUID insert(Connection transaction, MinimumList list) throws SQLException {
    return Query.of(
            """
            INSERT INTO equipment.minimum_list
              (code, edition, title, source, level, valid_from, valid_to)
            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
            """,
            list.code(),
            list.edition(),
            list.title(),
            list.source(),
            list.level().code(),
            list.validFrom(),
            list.validTo())
        .first(transaction, row -> Query.id(row, "id"))
        .orElseThrow();
  }

  static void line(Connection transaction, UUID list, UUID type, BigDecimal quantity, Per per)
      throws SQLException {
    Query.of(
            "INSERT INTO equipment.minimum_line (list_id, type_id, quantity, per)"
                + " VALUES (?, ?, ?, ?)",
            list,
            type,
            quantity,
            per.code())
        .run(transaction);
  }

  /// A line as an import compares it.
  record Known(UUID type, BigDecimal quantity, Per per) {}

  static Optional<Known> known(Connection read, UUID list, UUID type) throws SQLException {
    return Query.of(
            "SELECT type_id, quantity, per FROM equipment.minimum_line WHERE list_id = ? AND type_id"
                + " = ?",
            list,
            type)
        .first(
            read,
            row ->
                new Known(
                    Query.id(row, "type_id"),
                    Objects.requireNonNull(row.getBigDecimal("quantity")),
                    Coded.of(Per.values(), Query.text(row, "per"))));
  }

  static boolean removeLine(Connection transaction, UUID list, UUID type) throws SQLException {
    return Query.of(
                "DELETE FROM equipment.minimum_line WHERE list_id = ? AND type_id = ?", list, type)
            .run(transaction)
        == 1;
  }

  /// Removes a list without lines.
  static void removeEmpty(Connection transaction, UUID list) throws SQLException {
    Query.of(
            "DELETE FROM equipment.minimum_list l WHERE id = ? AND NOT EXISTS"
                + " (SELECT 1 FROM equipment.minimum_line WHERE list_id = l.id)",
            list)
        .run(transaction);
  }

  private static MinimumList list(ResultSet row) throws SQLException {
    return new MinimumList(
        Query.id(row, "id"),
        Query.text(row, "code"),
        row.getInt("edition"),
        Query.text(row, "title"),
        Query.text(row, "source"),
        Level.ofCode(Query.text(row, "level")),
        date(row, "valid_from"),
        dateOrNull(row, "valid_to"));
  }

  private static LocalDate date(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(dateOrNull(row, column));
  }

  private static @Nullable LocalDate dateOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }
}
