package org.khue.cloud.pages;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.organisation.Teachers;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;

/// The teachers of a unit, from the records of people.
@Singleton
final class HomeroomTeachers implements Teachers {
  private static final String READ = "people.read";

  private final People people;
  private final Access access;

  HomeroomTeachers(People people, Access access) {
    this.people = people;
    this.access = access;
  }

  @Override
  public List<Teacher> of(UUID unit) {
    Acting acting = Acting.required();
    if (!access.may(acting.caller(), READ)) {
      return List.of();
    }
    PeopleQuery teachers =
        new PeopleQuery(
            null, unit, MembershipKind.TEACHER, null, null, null, 0, false, PeopleQuery.MOST);
    return acting.with(READ).call(() -> people.page(teachers)).items().stream()
        .map(line -> new Teacher(line.id(), line.name().full()))
        .toList();
  }
}
