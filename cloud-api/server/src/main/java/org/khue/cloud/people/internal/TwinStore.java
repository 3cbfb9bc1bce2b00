package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Looks for records that may be one person's.
public final class TwinStore {
  private static final int MOST = 20;
  private static final int NEAR = 2;

  private record Candidate(UUID id, int distance) {}

  /// Others with the same birth date and the same or nearly the same name.
  public List<UUID> of(Connection connection, UUID person) throws SQLException {
    Optional<String> folded =
        Sql.one(
            connection,
            "SELECT folded FROM people.person_clear WHERE person_id = ?",
            row -> row.getString(1),
            person);
    if (folded.isEmpty()) {
      return List.of();
    }
    return Sql.list(
            connection,
            """
            SELECT o.person_id, o.folded FROM people.person_clear p JOIN people.person_clear o
              ON o.birth_date = p.birth_date AND o.person_id <> p.person_id
            WHERE p.person_id = ? LIMIT 2000
            """,
            row -> new Candidate(Sql.id(row, 1), distance(folded.get(), row.getString(2))),
            person)
        .stream()
        .filter(candidate -> candidate.distance <= NEAR)
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(MOST)
        .map(Candidate::id)
        .toList();
  }

  /// Pairs of the same name and birth date.
  public List<List<UUID>> pairs(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        """
        SELECT a.person_id, b.person_id FROM people.person_clear a JOIN people.person_clear b
          ON b.folded = a.folded AND b.birth_date = a.birth_date AND b.person_id > a.person_id
        ORDER BY a.sort_key, a.person_id LIMIT 200
        """,
        row -> List.of(Sql.id(row, 1), Sql.id(row, 2)));
  }

  /// Levenshtein's distance: letters to put in, take out or change.
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
