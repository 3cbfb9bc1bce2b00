package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a person; sealed in the database.
///
/// @param ethnicity two-digit code of [Codes#ethnicGroups]
/// @param nationality ISO 3166-1 alpha-2 code, such as `VN`
/// @param address house, street, hamlet, as free text
/// @param addressUnit the ward or commune of the address
/// @param phone digits, with a leading + for other countries
public record Facts(
    PersonName name,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex,
    @Nullable String ethnicity,
    @Nullable String nationality,
    @Nullable String address,
    @Nullable UUID addressUnit,
    @Nullable String phone,
    @Nullable String email) {

  /// Somebody of whom no more is known.
  public static Facts of(PersonName name, @Nullable LocalDate birthDate, @Nullable Sex sex) {
    return new Facts(name, birthDate, sex, null, null, null, null, null, null);
  }

  /// The same with what can be reached: telephone and e-mail.
  public Facts reachedAt(@Nullable String newPhone, @Nullable String newEmail) {
    return new Facts(
        name, birthDate, sex, ethnicity, nationality, address, addressUnit, newPhone, newEmail);
  }

  /// The same under another name.
  public Facts named(PersonName newName) {
    return new Facts(
        newName, birthDate, sex, ethnicity, nationality, address, addressUnit, phone, email);
  }

  /// The same with another date of birth and sex.
  public Facts born(@Nullable LocalDate newBirthDate, @Nullable Sex newSex) {
    return new Facts(
        name, newBirthDate, newSex, ethnicity, nationality, address, addressUnit, phone, email);
  }

  /// The same, with what another record knows where this one knows nothing.
  public Facts completedBy(Facts other) {
    return new Facts(
        name,
        or(birthDate, other.birthDate),
        or(sex, other.sex),
        or(ethnicity, other.ethnicity),
        or(nationality, other.nationality),
        or(address, other.address),
        or(addressUnit, other.addressUnit),
        or(phone, other.phone),
        or(email, other.email));
  }

  private static <T> @Nullable T or(@Nullable T own, @Nullable T other) {
    return own == null ? other : own;
  }
}
