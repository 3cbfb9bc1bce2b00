package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;

/// The table `equipment.use_report`.
final class ReportStore {
  private static final String SELECT =
      "SELECT id, unit_id, title, question, figures, names, sha256, counted_to, signer, role,"
          + " remark, signed_at FROM equipment.use_report";
  private static final int MOST = 1_000;

  UUID insert(Connection transaction, Report report, UUID account) throws SQLException {
    String insert =
        "INSERT INTO equipment.use_report (unit_id, title, question, figures, names, sha256,"
            + " counted_to, account, signer, role, remark, signed_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      statement.setObject(1, report.unit());
      statement.setString(2, report.title());
      statement.setString(3, report.question());
      statement.setString(4, report.figures());
      statement.setString(5, report.names());
      statement.setString(6, report.sha256());
      statement.setObject(
          7, report.countedTo() == null ? null : report.countedTo().atOffset(ZoneOffset.UTC));
      statement.setObject(8, account);
      statement.setString(9, report.signer());
      statement.setString(10, report.role());
      statement.setString(11, report.remark());
      Times.set(statement, 12, report.signedAt());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Objects.requireNonNull(row.getObject(1, UUID.class));
      }
    }
  }

  /// The newest reports within the scope.
  List<Report> newest(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + " ORDER BY signed_at DESC LIMIT " + MOST)) {
      return read(statement);
    }
  }

  Optional<Report> find(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + " WHERE id = ?")) {
      statement.setObject(1, id);
      return read(statement).stream().findFirst();
    }
  }

  private static List<Report> read(PreparedStatement statement) throws SQLException {
    List<Report> reports = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        reports.add(
            new Report(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                Objects.requireNonNull(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                Times.getOrNull(row, 8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                Times.get(row, 12)));
      }
    }
    return reports;
  }
}
