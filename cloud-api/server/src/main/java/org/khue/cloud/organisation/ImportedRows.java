package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Rows of this module as they lie in the database, as JSON text: to tell whether they changed, and
/// to put them back exactly.
final class ImportedRows {
  private static final String UNIT =
      """
      SELECT jsonb_build_object('unit', to_jsonb(u),
        'relations', (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.id), '[]')
          FROM organisation.relation r WHERE u.id IN (r.from_unit, r.to_unit)))::text
      FROM organisation.unit u WHERE u.id = ?
      """;
  private static final String CLASS =
      "SELECT to_jsonb(c)::text FROM organisation.school_class c WHERE c.id = ?";
  private static final String CALENDAR =
      """
      SELECT jsonb_build_object('calendar', to_jsonb(c),
        'term', (SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.number), '[]')
          FROM organisation.term t WHERE t.calendar_id = c.id),
        'holiday', (SELECT coalesce(jsonb_agg(to_jsonb(h) ORDER BY h.starts), '[]')
          FROM organisation.holiday h WHERE h.calendar_id = c.id),
        'period', (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.shift, p.number), '[]')
          FROM organisation.period p WHERE p.calendar_id = c.id),
        'swapped_day', (SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.day), '[]')
          FROM organisation.swapped_day s WHERE s.calendar_id = c.id))::text
      FROM organisation.calendar c WHERE c.id = ?
      """;
  private static final List<String> CALENDAR_PARTS =
      List.of("term", "holiday", "period", "swapped_day");

  private final RelationStore relations = new RelationStore();

  String unit(Connection connection, UUID id) throws SQLException {
    return snapshot(connection, UNIT, id);
  }

  String schoolClass(Connection connection, UUID id) throws SQLException {
    return snapshot(connection, CLASS, id);
  }

  String calendar(Connection connection, UUID id) throws SQLException {
    return snapshot(connection, CALENDAR, id);
  }

  private static String snapshot(Connection connection, String sql, UUID id) throws SQLException {
    return Sql.first(connection, sql, row -> Sql.text(row, 1), id).orElse("");
  }

  void restoreUnit(Connection transaction, UUID id, String snapshot) throws SQLException {
    Sql.update(
        transaction,
        "UPDATE organisation.unit u SET code = o.code, name = o.name, name_en = o.name_en, kind ="
            + " o.kind, levels = o.levels, ownership = o.ownership, founded = o.founded, dissolved"
            + " = o.dissolved, phone = o.phone, email = o.email, version = o.version FROM"
            + " jsonb_populate_record(NULL::organisation.unit, ?::jsonb -> 'unit') o WHERE u.id ="
            + " ?",
        snapshot,
        id);
  }

  void restoreClass(Connection transaction, UUID id, String snapshot) throws SQLException {
    Sql.update(
        transaction,
        "UPDATE organisation.school_class c SET year = o.year, grade = o.grade, name = o.name,"
            + " homeroom = o.homeroom, version = o.version FROM"
            + " jsonb_populate_record(NULL::organisation.school_class, ?::jsonb) o WHERE c.id = ?",
        snapshot,
        id);
  }

  void restoreCalendar(Connection transaction, UUID id, String snapshot) throws SQLException {
    Sql.update(
        transaction,
        "UPDATE organisation.calendar c SET starts = o.starts, ends = o.ends, weekdays ="
            + " o.weekdays, version = o.version FROM"
            + " jsonb_populate_record(NULL::organisation.calendar, ?::jsonb -> 'calendar') o WHERE"
            + " c.id = ?",
        snapshot,
        id);
    for (String part : CALENDAR_PARTS) {
      String table = "organisation." + part;
      Sql.update(transaction, "DELETE FROM " + table + " WHERE calendar_id = ?", id);
      Sql.update(
          transaction,
          "INSERT INTO "
              + table
              + " SELECT * FROM jsonb_populate_recordset(NULL::"
              + table
              + ", ?::jsonb -> ?)",
          snapshot,
          part);
    }
  }

  /// Fails on a foreign key when something else refers to it.
  void removeUnit(Connection transaction, UUID id) throws SQLException {
    relations.lock(transaction);
    Sql.update(transaction, "DELETE FROM organisation.relation WHERE to_unit = ?", id);
    Sql.update(transaction, "DELETE FROM organisation.unit WHERE id = ?", id);
  }

  void removeClass(Connection transaction, UUID id) throws SQLException {
    Sql.update(transaction, "DELETE FROM organisation.school_class WHERE id = ?", id);
  }

  void removeCalendar(Connection transaction, UUID id) throws SQLException {
    Sql.update(transaction, "DELETE FROM organisation.calendar WHERE id = ?", id);
  }
}
