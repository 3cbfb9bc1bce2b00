package org.khue.cloud.platform.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.web.TableSql;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;

/// The audit trail for reading: the rows of units within the scope of whoever acts.
@Singleton
public final class AuditTrail {
  private static final TableSql LIST =
      TableSql.select(AuditRow.COLUMNS, "platform.audit a")
          .search("q", "a.caller", "a.action", "a.kind", "a.details::text")
          .search("subject", "a.subject")
          .sort("at", "a.seq")
          .tieBreak("a.seq");

  private static final String ABOUT =
      "SELECT "
          + AuditRow.COLUMNS
          + " FROM platform.audit a WHERE a.kind = ? AND a.subject = ?"
          + " ORDER BY a.seq DESC LIMIT ?";

  private final DataSource source;

  AuditTrail(DataSource source) {
    this.source = source;
  }

  /// Its rows.
  ///
  /// @param query may search by `q` and `subject`, narrow to days `at`, and sort by `at`
  /// @param zone of the days
  public Rows<AuditRow> read(TableQuery query, ZoneId zone) {
    return LIST.moments("at", "a.at", zone)
        .read(source, "reading the audit trail", query, row -> AuditRow.of(row, 1));
  }

  /// The newest rows about one record.
  ///
  /// @param kind such as `room`
  /// @param subject its id
  public List<AuditRow> about(String kind, String subject, int most) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(ABOUT)) {
      statement.setString(1, kind);
      statement.setString(2, subject);
      statement.setInt(3, most);
      List<AuditRow> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(AuditRow.of(result, 1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new DatabaseException("reading the audit trail of a record", e);
    }
  }
}
