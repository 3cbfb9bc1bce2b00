package org.khue.cloud.people.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Codes;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Facts as they may be kept.
public final class FactRules {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_ADDRESS = 200;
  private static final int FIRST_YEAR = 1900;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}'’.\\- ]*");
  private static final Pattern PHONE = Pattern.compile("\\+?\\d{8,15}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,180}\\.[^@\\s.]+");

  private FactRules() {}

  /// The facts as they are kept.
  ///
  /// @param today the latest birth date
  /// @throws ProblemException naming all fields that are wrong
  public static Facts tidy(Facts facts, LocalDate today) {
    Facts tidy =
        new Facts(
            new PersonName(Names.tidy(facts.name().family()), Names.tidy(facts.name().given())),
            facts.birthDate(),
            facts.sex(),
            Names.tidyOrNull(facts.ethnicity()),
            Names.tidyOrNull(facts.nationality()),
            Names.tidyOrNull(facts.address()),
            facts.addressUnit(),
            phone(facts.phone()),
            Names.tidyOrNull(facts.email()));
    List<Fault> faults = faults(tidy, today);
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    return tidy;
  }

  private static @Nullable String phone(@Nullable String phone) {
    String tidy = Names.tidyOrNull(phone);
    return tidy == null ? null : tidy.replaceAll("[\\s.()\\-]", "");
  }

  private static List<Fault> faults(Facts facts, LocalDate today) {
    List<Fault> faults = new ArrayList<>();
    name(faults, "givenName", facts.name().given(), true);
    name(faults, "familyName", facts.name().family(), false);
    LocalDate birth = facts.birthDate();
    if (birth != null && (birth.isAfter(today) || birth.getYear() < FIRST_YEAR)) {
      faults.add(new Fault("birthDate", "must lie between 1900-01-01 and today"));
    }
    if (facts.ethnicity() != null && !Codes.ethnicGroups().containsKey(facts.ethnicity())) {
      faults.add(new Fault("ethnicity", "must be a code of the list, 01 to 54"));
    }
    if (facts.nationality() != null && !Codes.countries().contains(facts.nationality())) {
      faults.add(new Fault("nationality", "must be a country's two-letter code, such as VN"));
    }
    if (facts.address() != null && facts.address().length() > LONGEST_ADDRESS) {
      faults.add(new Fault("address", "must have at most 200 characters"));
    }
    if (facts.phone() != null && !PHONE.matcher(facts.phone()).matches()) {
      faults.add(new Fault("phone", "must have 8 to 15 digits"));
    }
    if (facts.email() != null && !EMAIL.matcher(facts.email()).matches()) {
      faults.add(new Fault("email", "must be an address such as ten@truong.example"));
    }
    return faults;
  }

  /// Names of the fields that differ; not what stands in them, for the audit trail.
  public static List<String> changed(Facts before, Facts after) {
    List<String> fields = new ArrayList<>();
    note(fields, "name", before.name(), after.name());
    note(fields, "birthDate", before.birthDate(), after.birthDate());
    note(fields, "sex", before.sex(), after.sex());
    note(fields, "ethnicity", before.ethnicity(), after.ethnicity());
    note(fields, "nationality", before.nationality(), after.nationality());
    note(fields, "address", before.address(), after.address());
    note(fields, "addressUnit", before.addressUnit(), after.addressUnit());
    note(fields, "phone", before.phone(), after.phone());
    note(fields, "email", before.email(), after.email());
    return fields;
  }

  private static void note(
      List<String> fields, String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      fields.add(field);
    }
  }

  private static void name(List<Fault> faults, String field, String name, boolean required) {
    if (name.isEmpty()) {
      if (required) {
        faults.add(new Fault(field, "must not be empty"));
      }
    } else if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      faults.add(new Fault(field, "must be 1 to 80 letters, spaces, hyphens and apostrophes"));
    }
  }
}
