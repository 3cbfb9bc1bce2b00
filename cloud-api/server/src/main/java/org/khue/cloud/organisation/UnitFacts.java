package org.khue.cloud.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;
import org.khue.web.i18n.Names;

/// What is known of a unit; texts are in NFC.
///
/// @param code unique: 2 to 30 capital letters, digits, points and hyphens
/// @param name in Vietnamese, at most 200 characters
/// @param nameEn in English
/// @param levels of schooling; at least one for a school, none for an office
/// @param founded the first day; null when not known
/// @param dissolved the first day on which it is no more; null while it exists
/// @param phone of the office
/// @param email of the office
public record UnitFacts(
    String code,
    String name,
    @Nullable String nameEn,
    UnitKind kind,
    List<Level> levels,
    Ownership ownership,
    @Nullable LocalDate founded,
    @Nullable LocalDate dissolved,
    @Nullable String phone,
    @Nullable String email) {
  private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9.-]{1,29}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 .()-]{6,25}");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,180}\\.[^\\s@.]{2,}");

  public UnitFacts {
    code = Entered.text(code);
    name = Entered.text(name);
    nameEn = Entered.textOrNull(nameEn);
    levels = levels.stream().distinct().sorted().toList();
    phone = Entered.textOrNull(phone);
    email = Entered.textOrNull(email);
  }

  /// Everything in it that cannot be, without regard to other units.
  public List<Fault> faults() {
    return new Faults()
        .unless(CODE.matcher(code).matches(), "code", "2 to 30 of A-Z, 0-9, point and hyphen")
        .text("name", name, 200)
        .textOrNull("nameEn", nameEn, 200)
        .unless(
            kind != UnitKind.SCHOOL || !levels.isEmpty(),
            "levels",
            "A school has at least one level.")
        .unless(
            kind.teaches() || levels.isEmpty(), "levels", "An office has no level of schooling.")
        .unless(
            founded == null || dissolved == null || founded.isBefore(dissolved),
            "dissolved",
            "It must lie after the day of foundation.")
        .unless(
            phone == null || PHONE.matcher(phone).matches(),
            "phone",
            "6 to 25 digits, with blanks, points, hyphens or brackets between them")
        .unless(
            email == null || EMAIL.matcher(email).matches(), "email", "An address as a@b.example")
        .list();
  }

  /// Whether both are one and the same unit at heart: names and addresses may differ.
  boolean isAtHeart(UnitFacts other) {
    return code.equals(other.code)
        && kind == other.kind
        && levels.equals(other.levels)
        && ownership == other.ownership
        && Objects.equals(founded, other.founded)
        && Objects.equals(dissolved, other.dissolved);
  }

  UnitFacts endingOn(LocalDate day) {
    return new UnitFacts(code, name, nameEn, kind, levels, ownership, founded, day, phone, email);
  }

  /// Whether a name or the code holds these words.
  ///
  /// @param folded without case and diacritics
  boolean isFound(String folded) {
    return Names.fold(name).contains(folded)
        || nameEn != null && Names.fold(nameEn).contains(folded)
        || Names.fold(code).contains(folded);
  }
}
