package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.PeoplePage;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.people.PersonLine;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Sex;
import org.khue.cloud.people.Verification;
import org.khue.cloud.platform.api.Cursor;

/// Finds persons in the clear projection.
public final class SearchStore {
  private static final String FROM =
      " FROM people.person_clear p LEFT JOIN people.verification v ON v.person_id = p.person_id"
          + " WHERE true";
  private static final String COLUMNS =
      "SELECT p.person_id, p.family_name, p.given_name, p.birth_date, p.sex, p.sort_key,"
          + " coalesce(v.state, 'UNVERIFIED')";

  private final IdentifierStore identifiers;
  private final MembershipStore memberships;

  public SearchStore(IdentifierStore identifiers, MembershipStore memberships) {
    this.identifiers = identifiers;
    this.memberships = memberships;
  }

  private record Condition(String sql, List<@Nullable Object> parameters) {}

  public PeoplePage page(Connection connection, PeopleQuery query, LocalDate today)
      throws SQLException {
    Condition filter = filter(connection, query, today);
    long total =
        Sql.one(
                connection,
                "SELECT count(*)" + FROM + filter.sql,
                row -> row.getLong(1),
                filter.parameters.toArray())
            .orElse(0L);
    List<@Nullable Object> parameters = new ArrayList<>(filter.parameters);
    String after = "";
    if (query.after() != null) {
      after = " AND (p.sort_key, p.person_id) > (?, ?)";
      parameters.add(Hex.parse(query.after().text(0)));
      parameters.add(query.after().uuid(1));
    }
    parameters.add(query.limit() + 1);
    parameters.add(query.offset());
    String way = query.descending() ? " DESC" : "";
    List<Found> found =
        Sql.list(
            connection,
            COLUMNS
                + FROM
                + filter.sql
                + after
                + " ORDER BY p.sort_key"
                + way
                + ", p.person_id"
                + way
                + " LIMIT ? OFFSET ?",
            SearchStore::found,
            parameters.toArray());
    boolean more = found.size() > query.limit();
    List<Found> shown = more ? found.subList(0, query.limit()) : found;
    Map<UUID, List<Membership>> current =
        memberships.current(connection, shown.stream().map(Found::id).toList(), today);
    return new PeoplePage(
        shown.stream().map(line -> line.with(current.getOrDefault(line.id, List.of()))).toList(),
        more ? Cursor.of(PeopleQuery.LIST, Hex.of(shown.getLast().key), shown.getLast().id) : null,
        total);
  }

  private Condition filter(Connection connection, PeopleQuery query, LocalDate today)
      throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Object> parameters = new ArrayList<>();
    String text = query.text();
    if (text != null && text.codePoints().filter(Character::isDigit).count() >= 4) {
      sql.append(" AND p.person_id = ANY (?)");
      parameters.add(identifiers.holders(connection, text, today).toArray(UUID[]::new));
    } else if (text != null) {
      for (String word : Names.words(text)) {
        sql.append(" AND p.folded LIKE ?");
        parameters.add("% " + word + "%");
      }
    }
    if (query.unit() != null || query.kind() != null || query.schoolClass() != null) {
      sql.append(
          " AND EXISTS (SELECT 1 FROM people.membership m WHERE m.person_id = p.person_id"
              + " AND m.valid_from <= ? AND (m.valid_to IS NULL OR m.valid_to > ?)");
      parameters.add(today);
      parameters.add(today);
      if (query.unit() != null) {
        sql.append(" AND m.unit_id IN (SELECT descendant FROM platform.reach WHERE ancestor = ?)");
        parameters.add(query.unit());
      }
      if (query.kind() != null) {
        sql.append(" AND m.kind = ?");
        parameters.add(query.kind());
      }
      if (query.schoolClass() != null) {
        sql.append(" AND m.class_id = ?");
        parameters.add(query.schoolClass());
      }
      sql.append(")");
    }
    if (query.verification() != null) {
      sql.append(" AND coalesce(v.state, 'UNVERIFIED') = ?");
      parameters.add(query.verification());
    }
    return new Condition(sql.toString(), parameters);
  }

  private record Found(UUID id, byte[] key, Function<List<Membership>, PersonLine> line) {
    PersonLine with(List<Membership> current) {
      return line.apply(current);
    }
  }

  private static Found found(ResultSet row) throws SQLException {
    UUID id = Sql.id(row, 1);
    PersonName name = new PersonName(row.getString(2), row.getString(3));
    LocalDate birth = Sql.dateOrNull(row, 4);
    String sex = row.getString(5);
    Verification.State state = Verification.State.valueOf(row.getString(7));
    return new Found(
        id,
        row.getBytes(6),
        current ->
            new PersonLine(id, name, birth, sex == null ? null : Sex.valueOf(sex), state, current));
  }
}
