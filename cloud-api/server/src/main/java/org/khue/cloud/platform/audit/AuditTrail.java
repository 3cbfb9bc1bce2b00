package org.khue.cloud.platform.audit;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import javax.sql.DataSource;
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
}
