package org.khue.cloud.platform.web;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// The table `platform.saved_view`. Row-level security shows a caller their own views, and those
/// that were shared at units within the scope of the list's right.
final class SavedViewStore {
  private static final String LIST =
      "SELECT id, name, owner, shared, state FROM platform.saved_view WHERE list = ?"
          + " ORDER BY name COLLATE platform.vi, id LIMIT ?";
  private static final String COUNT =
      "SELECT count(*) FROM platform.saved_view WHERE list = ? AND owner = ?";
  private static final String INSERT =
      "INSERT INTO platform.saved_view (id, list, name, owner, unit_id, shared, state, created_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String DELETE = "DELETE FROM platform.saved_view WHERE id = ? AND owner = ?";

  /// @param state the query of the list's URL
  record Row(UUID id, String name, UUID owner, boolean shared, String state) {}

  private final DataSource source;

  SavedViewStore(DataSource source) {
    this.source = source;
  }

  List<Row> list(String list, int most) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, list);
      statement.setInt(2, most);
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getObject(3, UUID.class),
                  row.getBoolean(4),
                  row.getString(5)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new DatabaseException("listing saved views", e);
    }
  }

  int count(String list, UUID owner) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setString(1, list);
      statement.setObject(2, owner);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new DatabaseException("counting saved views", e);
    }
  }

  /// @param unit where it is shared; null when it is not
  void insert(String list, Row view, @Nullable UUID unit, Instant now) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, view.id());
      statement.setString(2, list);
      statement.setString(3, view.name());
      statement.setObject(4, view.owner());
      statement.setObject(5, unit);
      statement.setBoolean(6, view.shared());
      statement.setString(7, view.state());
      Times.set(statement, 8, now);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("saving a view", e);
    }
  }

  void delete(UUID id, UUID owner) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setObject(1, id);
      statement.setObject(2, owner);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("deleting a saved view", e);
    }
  }
}
