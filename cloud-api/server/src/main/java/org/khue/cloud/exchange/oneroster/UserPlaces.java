package org.khue.cloud.exchange.oneroster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.Membership;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Which persons a roster's lines of `users.csv` mean: by an earlier import, by our own id, or by
/// their code; and what is known of them.
final class UserPlaces {
  private final RosterScene roster;
  private final ImportedPeople imported;

  UserPlaces(RosterScene roster, ImportedPeople imported) {
    this.roster = roster;
    this.imported = imported;
  }

  /// Persons by the sourcedIds of their users.
  ///
  /// @param linked those of whom an earlier import noted the sourcedId
  record Found(Map<String, ImportedPeople.Known> persons, Collection<String> linked) {
    Optional<ImportedPeople.Known> find(String user) {
      return Optional.ofNullable(persons.get(user));
    }

    boolean isNoted(String user) {
      return linked.contains(user)
          || find(user).map(some -> some.person().id().toString().equals(user)).orElse(false);
    }
  }

  Found find(Scene scene, OrgPlaces places, Collection<String> users) throws SQLException {
    RosterIndex index = RosterScene.index(scene);
    Map<String, UUID> links = roster.links(scene, RosterFile.USERS, users);
    Map<String, UUID> ids = new HashMap<>(links);
    users.forEach(user -> Ids.uuid(user).ifPresent(id -> ids.putIfAbsent(user, id)));
    Map<UUID, ImportedPeople.Known> known = imported.known(scene.transaction(), ids.values());
    Map<String, ImportedPeople.Known> persons = new HashMap<>();
    Map<IdentifierScheme, Map<String, String>> codes = new HashMap<>();
    for (String user : users) {
      ImportedPeople.Known person = known.get(ids.get(user));
      if (person != null) {
        persons.put(user, person);
      } else if (!RosterScene.isNew(scene, user)) {
        UserRoles.main(index, user, places, scene.today())
            .flatMap(role -> UserRoles.code(index, user, role.kind()))
            .ifPresent(code ->
                codes
                    .computeIfAbsent(code.scheme(), scheme -> new HashMap<>())
                    .put(code.number(), user));
      }
    }
    for (Map.Entry<IdentifierScheme, Map<String, String>> some : codes.entrySet()) {
      Map<String, UUID> holders =
          imported.holders(scene.transaction(), some.getKey(), some.getValue().keySet());
      Map<UUID, ImportedPeople.Known> held = imported.known(scene.transaction(), holders.values());
      holders.forEach((number, id) -> {
        ImportedPeople.Known person = held.get(id);
        String user = some.getValue().get(number);
        if (person != null && user != null) {
          persons.put(user, person);
        }
      });
    }
    return new Found(persons, links.keySet());
  }

  /// The person of a user who is there by now.
  ImportedPeople.Known get(Scene scene, String user) throws SQLException {
    return find(scene, RosterScene.kept(scene), List.of(user)).find(user).orElseThrow();
  }

  /// Those of several users to whom a row may refer.
  Found of(Scene scene, OrgPlaces places, List<ImportRow> rows, String column) throws SQLException {
    return find(
        scene, places, rows.stream().flatMap(row -> row.text(column).stream()).distinct().toList());
  }

  /// Changes something about a person, so that it can be taken back.
  Written change(Scene scene, UUID person, Change change) throws SQLException {
    Connection transaction = scene.transaction();
    String before = imported.snapshot(transaction, person);
    change.run();
    String after = imported.snapshot(transaction, person);
    Trace trace = new Trace(false, "", person, before);
    return new Written(person.toString(), ImportedPeople.state(after), trace.written());
  }

  /// Takes back what [#change] did.
  Undone undo(Scene scene, Written written) throws SQLException {
    UUID person = UUID.fromString(written.id());
    String now = imported.snapshot(scene.transaction(), person);
    if (!ImportedPeople.state(now).equals(written.version())) {
      return Undone.CHANGED_SINCE;
    }
    String before = Trace.of(String.valueOf(written.before())).snapshot();
    if (!now.equals(before)) {
      imported.restore(scene.transaction(), person, before);
    }
    return Undone.RESTORED;
  }

  /// The finding of a person who is there.
  static Finding present(ImportedPeople.Known person, String version, Map<String, String> values) {
    return Finding.present(
        new Finding.Present(person.person().id().toString(), version, values), List.of());
  }

  /// The place in a unit that fits best: of several, the newest.
  static Optional<Membership> at(
      ImportedPeople.Known person, UUID unit, java.util.function.Predicate<Membership> fits) {
    return person.memberships().stream()
        .filter(place -> place.unit().equals(unit))
        .filter(fits)
        .findFirst();
  }

  /// Work on a person.
  @FunctionalInterface
  interface Change {
    void run() throws SQLException;
  }
}
