package org.khue.cloud.people.internal.api;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Sex;

/// What is known of a person, in a body.
///
/// @param familyName family and middle names
record FactsBody(
    @Nullable String familyName,
    String givenName,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex,
    @Nullable String ethnicity,
    @Nullable String nationality,
    @Nullable String address,
    @Nullable UUID addressUnit,
    @Nullable String phone,
    @Nullable String email) {

  Facts facts() {
    return new Facts(
        new PersonName(familyName == null ? "" : familyName, givenName),
        birthDate,
        sex,
        ethnicity,
        nationality,
        address,
        addressUnit,
        phone,
        email);
  }

  static FactsBody of(Facts facts) {
    return new FactsBody(
        facts.name().family(),
        facts.name().given(),
        facts.birthDate(),
        facts.sex(),
        facts.ethnicity(),
        facts.nationality(),
        facts.address(),
        facts.addressUnit(),
        facts.phone(),
        facts.email());
  }
}
