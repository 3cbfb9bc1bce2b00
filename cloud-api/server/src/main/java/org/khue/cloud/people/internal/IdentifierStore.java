package org.khue.cloud.people.internal;

import io.micronaut.http.HttpStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Identifier;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.vault.SubjectKey;
import org.khue.cloud.platform.vault.Vault;

/// Identifiers: the sealed rows and the keyed hashes by which they are found.
public final class IdentifierStore {
  private static final String COLUMNS =
      "SELECT id, person_id, scheme, sealed, valid_from, valid_to, version FROM people.identifier";
  private static final String INSERT =
      "INSERT INTO people.identifier (id, person_id, scheme, sealed, valid_from, valid_to)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String CORRECT =
      "UPDATE people.identifier SET sealed = ?, valid_from = ?, valid_to = ?,"
          + " version = version + 1 WHERE id = ? AND version = ?";
  private static final String SHOW =
      "INSERT INTO people.identifier_clear (identifier_id, person_id, scheme, number_hash, valid)"
          + " VALUES (?, ?, ?, ?, daterange(?, ?))";
  private static final String TAKEN = "23P01"; // exclusion_violation

  private final Vault vault;

  public IdentifierStore(Vault vault) {
    this.vault = vault;
  }

  /// What is sealed of an identifier.
  ///
  /// @param number null for a card
  /// @param hash keyed hash in hexadecimal digits, of a card alone
  record Content(@Nullable String number, @Nullable String hash, @Nullable String issuer) {}

  /// @param number tidy, see [IdentifierRules]
  public UUID insert(
      Connection transaction,
      UUID person,
      IdentifierScheme scheme,
      String number,
      @Nullable String issuer,
      LocalDate from,
      @Nullable LocalDate to)
      throws SQLException {
    SubjectKey key = key(transaction, person);
    UUID id = UUID.randomUUID();
    Content content = content(scheme, number, issuer);
    byte[] sealed = Sealed.seal(key, Sealed.IDENTIFIER, content);
    Sql.update(transaction, INSERT, id, person, scheme, sealed, from, to);
    show(transaction, id, person, scheme, content, from, to);
    return id;
  }

  /// Shows an identifier's keyed hash to searches.
  private void show(
      Connection transaction,
      UUID id,
      UUID person,
      IdentifierScheme scheme,
      Content content,
      LocalDate from,
      @Nullable LocalDate to)
      throws SQLException {
    byte[] hash =
        content.number == null
            ? Hex.parse(String.valueOf(content.hash))
            : hash(scheme, content.number);
    try {
      Sql.update(transaction, SHOW, id, person, scheme, hash, from, to);
    } catch (SQLException e) {
      if (TAKEN.equals(e.getSQLState())) {
        throw new ProblemException(
            HttpStatus.CONFLICT,
            "This number is already somebody's in that time. Search for it; if both are the same"
                + " person, merge them.");
      }
      throw e;
    }
  }

  /// Ends an identifier's validity.
  ///
  /// @return false when it is another version by now, or not there
  public boolean end(Connection transaction, UUID id, long version, LocalDate to)
      throws SQLException {
    boolean ended = Sql.end(transaction, "people.identifier", id, version, to);
    Sql.update(
        transaction,
        "UPDATE people.identifier_clear c SET valid = daterange(i.valid_from, i.valid_to)"
            + " FROM people.identifier i WHERE i.id = c.identifier_id AND i.id = ?",
        id);
    return ended;
  }

  /// Writes an identifier anew, for one that was entered wrongly.
  ///
  /// @param number tidy, see [IdentifierRules]; null to leave it as it is
  /// @return false when it is another version by now, or not there
  public boolean correct(
      Connection transaction,
      Identifier before,
      long version,
      @Nullable String number,
      @Nullable String issuer,
      LocalDate from,
      @Nullable LocalDate to)
      throws SQLException {
    UUID id = before.id();
    Content kept =
        stored(transaction, before.person()).stream()
            .filter(stored -> stored.id.equals(id))
            .findFirst()
            .map(Stored::content)
            .orElseThrow(() -> ProblemException.missing("identifier"));
    Content content =
        number == null
            ? new Content(kept.number, kept.hash, issuer)
            : content(before.scheme(), number, issuer);
    byte[] sealed = Sealed.seal(key(transaction, before.person()), Sealed.IDENTIFIER, content);
    boolean corrected = Sql.update(transaction, CORRECT, sealed, from, to, id, version) == 1;
    if (corrected) {
      Sql.update(transaction, "DELETE FROM people.identifier_clear WHERE identifier_id = ?", id);
      show(transaction, id, before.person(), before.scheme(), content, from, to);
    }
    return corrected;
  }

  private Content content(IdentifierScheme scheme, String number, @Nullable String issuer) {
    return scheme == IdentifierScheme.CARD
        ? new Content(null, Hex.of(hash(scheme, number)), issuer)
        : new Content(number, null, issuer);
  }

  public List<Identifier> of(Connection connection, UUID person) throws SQLException {
    List<Identifier> identifiers = new ArrayList<>();
    for (Stored stored : stored(connection, person)) {
      identifiers.add(stored.shown());
    }
    return identifiers;
  }

  public Optional<Identifier> find(Connection connection, UUID person, UUID id)
      throws SQLException {
    return of(connection, person).stream().filter(known -> known.id().equals(id)).findFirst();
  }

  /// The whole number; empty for a card and when there is no such identifier.
  public Optional<String> number(Connection connection, UUID person, UUID id) throws SQLException {
    return stored(connection, person).stream()
        .filter(stored -> stored.id.equals(id))
        .findFirst()
        .map(stored -> stored.content.number);
  }

  /// The whole numbers of a person that are valid on a day, by scheme.
  public Map<IdentifierScheme, String> numbers(Connection connection, UUID person, LocalDate day)
      throws SQLException {
    Map<IdentifierScheme, String> numbers = new EnumMap<>(IdentifierScheme.class);
    for (Stored stored : stored(connection, person)) {
      String number = stored.content.number;
      if (number != null && stored.holdsOn(day)) {
        numbers.putIfAbsent(stored.scheme, number);
      }
    }
    return numbers;
  }

  /// The whole number of a scheme that is valid on a day.
  public Optional<String> number(
      Connection connection, UUID person, IdentifierScheme scheme, LocalDate day)
      throws SQLException {
    return stored(connection, person).stream()
        .filter(stored -> stored.scheme == scheme && stored.holdsOn(day))
        .findFirst()
        .map(stored -> stored.content.number);
  }

  /// Who holds a number of any scheme on a day, of those that are seen.
  List<UUID> holders(Connection connection, String text, LocalDate day) throws SQLException {
    List<UUID> holders = new ArrayList<>();
    for (IdentifierScheme scheme : IdentifierScheme.values()) {
      Optional<String> number = IdentifierRules.tidy(scheme, text);
      if (number.isPresent()) {
        holders.addAll(
            Sql.list(
                connection,
                "SELECT person_id FROM people.identifier_clear"
                    + " WHERE scheme = ? AND number_hash = ? AND valid @> ?::date",
                row -> Sql.id(row, 1),
                scheme,
                hash(scheme, number.get()),
                day));
      }
    }
    return holders;
  }

  /// Shows an identifier that is stored already.
  void show(Connection transaction, Stored stored) throws SQLException {
    show(
        transaction,
        stored.id,
        stored.person,
        stored.scheme,
        stored.content,
        stored.from,
        stored.to);
  }

  record Stored(
      UUID id,
      UUID person,
      IdentifierScheme scheme,
      Content content,
      LocalDate from,
      @Nullable LocalDate to,
      long version) {
    boolean holdsOn(LocalDate day) {
      return !from.isAfter(day) && (to == null || to.isAfter(day));
    }

    Identifier shown() {
      String masked = Optional.ofNullable(content.number).map(IdentifierRules::masked).orElse("");
      return new Identifier(id, person, scheme, masked, content.issuer, from, to, version);
    }
  }

  /// All of a person, open.
  List<Stored> stored(Connection connection, UUID person) throws SQLException {
    Optional<SubjectKey> key = vault.key(connection, person);
    return key.isEmpty()
        ? List.of()
        : Sql.list(
            connection,
            COLUMNS + " WHERE person_id = ? ORDER BY scheme, valid_from DESC, id",
            row -> stored(row, key.get()),
            person);
  }

  private static Stored stored(ResultSet row, SubjectKey key) throws SQLException {
    return new Stored(
        Sql.id(row, 1),
        Sql.id(row, 2),
        IdentifierScheme.valueOf(row.getString(3)),
        Sealed.open(key, Sealed.IDENTIFIER, row.getBytes(4), Content.class),
        Sql.date(row, 5),
        Sql.dateOrNull(row, 6),
        row.getLong(7));
  }

  private byte[] hash(IdentifierScheme scheme, String number) {
    return vault.hash("people.identifier " + scheme, number);
  }

  private SubjectKey key(Connection connection, UUID person) throws SQLException {
    return vault.key(connection, person).orElseThrow(() -> ProblemException.missing("person"));
  }
}
