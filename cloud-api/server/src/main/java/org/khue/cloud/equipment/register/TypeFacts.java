package org.khue.cloud.equipment.register;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Checks;
import org.khue.web.Language;
import org.khue.web.i18n.Names;

/// What is known of a type; texts in NFC.
///
/// @param code unique among the city's types and those of a school: 1 to 30 capital letters,
///   digits, points and hyphens
/// @param name in Vietnamese, at most 200 characters
/// @param nameEn in English; null for none
/// @param measure what is counted, such as `cái` or `bộ`
public record TypeFacts(
    String code, String name, @Nullable String nameEn, String measure, Subject subject) {
  static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,29}");

  public TypeFacts {
    code = Names.entered(code);
    name = Names.entered(name);
    nameEn = nameEn == null || nameEn.isBlank() ? null : Names.entered(nameEn);
    measure = Names.entered(measure);
  }

  /// Its name in the reader's language; the Vietnamese one where there is no English one.
  public String nameIn(Language language) {
    return language == Language.EN && nameEn != null ? nameEn : name;
  }

  void requireSound() {
    new Checks()
        .matches("code", code, CODE, "1 to 30 of A-Z, 0-9, point and hyphen")
        .filled("name", name, 200)
        .upTo("nameEn", nameEn, 200)
        .filled("measure", measure, 30)
        .raise();
  }
}
