package org.khue.cloud.platform.security;

import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.DatabaseException;

/// Which units lie below which today, as the organisation module says: the table `platform.reach`,
/// which row-level security reads too.
@Singleton
@Secondary
public final class Reach implements AccessRule {
  /// The unit above all others; there from the first start.
  public static final UUID ROOT = UUID.fromString("00000000-0000-7000-8000-000000000001");

  /// A unit and one that it reaches; every unit reaches itself.
  public record Pair(UUID ancestor, UUID descendant) {}

  private final DataSource source;

  Reach(DataSource source) {
    this.source = source;
  }

  @Override
  public boolean holds(Caller caller, String right) {
    return caller.holds(right);
  }

  /// Whether a unit is the other or lies below it.
  public boolean reaches(UUID ancestor, UUID descendant) {
    return reaches(Set.of(ancestor), descendant);
  }

  /// A unit and all below it, today.
  public Set<UUID> below(UUID ancestor) {
    Set<UUID> below = new HashSet<>(Set.of(ancestor));
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT descendant FROM platform.reach WHERE ancestor = ?")) {
      statement.setObject(1, ancestor);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          below.add(row.getObject(1, UUID.class));
        }
      }
      return below;
    } catch (SQLException e) {
      throw new DatabaseException("asking what lies below a unit", e);
    }
  }

  @Override
  public boolean holdsAt(Caller caller, String right, UUID unit) {
    if (caller.holdsEverywhere(right)) {
      return true;
    }
    return reaches(caller.units(right), unit);
  }

  private boolean reaches(Set<UUID> units, UUID unit) {
    if (units.isEmpty() || units.contains(unit)) {
      return units.contains(unit);
    }
    String select =
        "SELECT 1 FROM platform.reach WHERE descendant = ? AND ancestor = ANY (?) LIMIT 1";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setObject(1, unit);
      statement.setArray(2, connection.createArrayOf("uuid", units.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new DatabaseException("asking what a unit lies below", e);
    }
  }

  /// Replaces all pairs, within the caller's transaction. [#ROOT] reaches everything without being
  /// told.
  public static void replace(Connection transaction, Collection<Pair> pairs) throws SQLException {
    try (var statement = transaction.createStatement()) {
      statement.execute("LOCK TABLE platform.reach IN SHARE ROW EXCLUSIVE MODE");
      statement.execute("DELETE FROM platform.reach");
    }
    String insert =
        "INSERT INTO platform.reach (ancestor, descendant) VALUES (?, ?) ON CONFLICT DO NOTHING";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      add(statement, ROOT, ROOT);
      for (Pair pair : pairs) {
        add(statement, pair.ancestor(), pair.descendant());
        add(statement, ROOT, pair.descendant());
        add(statement, pair.descendant(), pair.descendant());
      }
      statement.executeBatch();
    }
  }

  private static void add(PreparedStatement statement, UUID ancestor, UUID descendant)
      throws SQLException {
    statement.setObject(1, ancestor);
    statement.setObject(2, descendant);
    statement.addBatch();
  }
}
