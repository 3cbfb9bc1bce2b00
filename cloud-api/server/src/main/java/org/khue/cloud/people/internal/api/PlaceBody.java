package org.khue.cloud.people.internal.api;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;

/// A place in a unit, in a body.
record PlaceBody(
    UUID unit,
    MembershipKind kind,
    @Nullable UUID schoolClass,
    @Nullable String decision,
    LocalDate from,
    @Nullable LocalDate to) {
  People.Place place() {
    return new People.Place(unit, kind, schoolClass, decision, from, to);
  }
}
