package org.khue.cloud.platform.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;

/// The audit trail for reading: the rows of units within the scope of whoever acts.
@Singleton
public final class AuditTrail {
  private static final String SELECT =
      "SELECT "
          + AuditRow.COLUMNS
          + """
           FROM platform.audit a
          WHERE (?::timestamptz IS NULL OR a.at >= ?::timestamptz)
            AND (?::timestamptz IS NULL OR a.at < ?::timestamptz)
            AND (? = '' OR starts_with(a.action, ?)) AND (? = '' OR a.kind = ?)
            AND (? = '' OR a.subject = ?) AND (? = '' OR strpos(lower(a.caller), lower(?)) > 0)
            AND a.seq < ? ORDER BY a.seq DESC LIMIT ?
          """;

  private final DataSource source;

  AuditTrail(DataSource source) {
    this.source = source;
  }

  /// What is looked for; an empty text or null leaves a part open.
  ///
  /// @param from first moment
  /// @param to moment after the last
  /// @param action its beginning, such as `person.`
  /// @param subject the id of the thing that was changed
  /// @param caller a part of the name, in any case
  public record Filter(
      @Nullable Instant from,
      @Nullable Instant to,
      String action,
      String kind,
      String subject,
      String caller) {}

  /// The newest rows that fit.
  ///
  /// @param before only rows with a lower number; [Long#MAX_VALUE] for the first page
  /// @param limit 1 to 50,000
  public List<AuditRow> find(Filter filter, long before, int limit) {
    if (limit < 1 || limit > 50_000) {
      throw new IllegalArgumentException("1 to 50,000 rows can be asked for, not " + limit);
    }
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT)) {
      moment(statement, 1, filter.from());
      moment(statement, 3, filter.to());
      text(statement, 5, filter.action());
      text(statement, 7, filter.kind());
      text(statement, 9, filter.subject());
      text(statement, 11, filter.caller());
      statement.setLong(13, before);
      statement.setInt(14, limit);
      List<AuditRow> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(AuditRow.of(row, 1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new DatabaseException("reading the audit trail", e);
    }
  }

  private static void moment(PreparedStatement statement, int index, @Nullable Instant moment)
      throws SQLException {
    String text = moment == null ? null : moment.toString();
    statement.setString(index, text);
    statement.setString(index + 1, text);
  }

  private static void text(PreparedStatement statement, int index, String text)
      throws SQLException {
    statement.setString(index, text);
    statement.setString(index + 1, text);
  }
}
