package org.khue.cloud.equipment.internal;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.people.PersonLine;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Names;

/// The staff of schools, who keep and borrow equipment, as the right in use sees them.
@Singleton
public final class Staff {
  private static final List<MembershipKind> KINDS =
      List.of(
          MembershipKind.TEACHER,
          MembershipKind.STAFF,
          MembershipKind.HEAD,
          MembershipKind.DEPUTY_HEAD);

  private final People people;

  Staff(People people) {
    this.people = people;
  }

  /// Somebody of a school's staff.
  public record Member(UUID person, String name) {}

  /// By given name.
  public List<Member> of(UUID school) {
    List<Member> all = new ArrayList<>();
    for (MembershipKind kind : KINDS) {
      PeopleQuery query =
          new PeopleQuery(null, school, kind, null, null, null, 0, false, PeopleQuery.MOST);
      for (PersonLine line : people.page(query).items()) {
        all.add(new Member(line.id(), line.name().full()));
      }
    }
    return all.stream()
        .distinct()
        .sorted(Comparator.comparing(Member::name, Names.byGivenName()))
        .toList();
  }

  /// To choose from.
  public List<Kind.Option> options(UUID school) {
    return of(school).stream()
        .map(member -> new Kind.Option(member.person().toString(), member.name()))
        .toList();
  }

  /// The names of persons, as far as they are seen.
  public Map<UUID, String> names(Stream<@Nullable UUID> persons) {
    List<UUID> ids = persons.filter(Objects::nonNull).distinct().toList();
    Map<UUID, String> names = new HashMap<>();
    people.names(ids).forEach((id, name) -> names.put(id, name.full()));
    return names;
  }
}
