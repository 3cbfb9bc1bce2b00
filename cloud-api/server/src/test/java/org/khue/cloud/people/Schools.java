package org.khue.cloud.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;

/// A ward with two schools, and who acts in them.
public final class Schools {
  public static final UUID WARD = UUID.fromString("00000000-0000-7000-8000-0000000000aa");
  public static final UUID SCHOOL = UUID.fromString("00000000-0000-7000-8000-0000000000a1");
  public static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-0000000000a2");
  public static final LocalDate START = LocalDate.parse("2025-09-05");

  private Schools() {}

  public static void in(TestCloud cloud) {
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection()) {
      owner.setAutoCommit(false);
      Reach.replace(owner, List.of(new Reach.Pair(WARD, SCHOOL), new Reach.Pair(WARD, OTHER)));
      owner.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Does something as somebody who has that right in that unit and below.
  public static <T> T at(UUID unit, String right, Supplier<T> work) {
    Grant grant = new Grant("principal", Set.of(right), new Scope.Below(unit));
    Caller caller = new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "test", List.of(grant));
    return new Acting(caller, right).call(work);
  }

  /// Does something as a parent: with that right for those children.
  public static <T> T parent(UUID self, Set<UUID> children, String right, Supplier<T> work) {
    Grant grant = new Grant("parent", Set.of(right), new Scope.Persons(children));
    Caller caller = new Caller(Caller.Kind.PERSON, UUID.randomUUID(), self, "test", List.of(grant));
    return new Acting(caller, right).call(work);
  }

  public static People.Place pupil(UUID school) {
    return new People.Place(school, MembershipKind.PUPIL, null, null, START, null);
  }

  /// A pupil of a school, made as that school does.
  public static Person pupil(TestCloud cloud, UUID school, String family, String given) {
    Facts facts =
        Facts.of(new PersonName(family, given), LocalDate.parse("2013-03-14"), Sex.FEMALE)
            .reachedAt("0912 345 678", "an@nha.example");
    return at(
        school, "people.write", () -> cloud.bean(People.class).create(facts, pupil(school), false));
  }
}
