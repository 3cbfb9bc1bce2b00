package org.khue.cloud.exchange.oneroster;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.MembershipKind;

/// What a roster's lines of `roles.csv` and `users.csv` say of a user.
final class UserRoles {
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,20}");
  private static final Pattern TYPED = Pattern.compile("\\{(STUDENT|STAFF):([A-Z0-9]{3,20})\\}");

  private UserRoles() {}

  /// A place that somebody has in a unit.
  ///
  /// @param org sourcedId of the unit
  /// @param begins null when it is not said
  /// @param ends the day after the last one; null for open
  record Role(
      MembershipKind kind, String org, @Nullable LocalDate begins, @Nullable LocalDate ends) {

    /// The first day, today when it is not said.
    LocalDate from(LocalDate today) {
      return begins == null ? today : begins;
    }
  }

  /// A number by which a user is known.
  record Code(IdentifierScheme scheme, String number) {}

  /// A role as it can be kept; empty for families, for units above the one that the roster is for,
  /// and for what has ended.
  static Optional<Role> role(RosterIndex.Line line, OrgPlaces places, LocalDate today) {
    String org = line.at("orgSourcedId");
    LocalDate ends = day(line.at("endDate"));
    if (places.isAbove(org) || ends != null && !ends.isAfter(today)) {
      return Optional.empty();
    }
    return Terms.kind(line.at("role"))
        .map(kind -> new Role(kind, org, day(line.at("beginDate")), ends));
  }

  /// The role with which a new user is entered: the primary one, else the first.
  static Optional<Role> main(RosterIndex index, String user, OrgPlaces places, LocalDate today) {
    return index.roles(user).stream()
        .flatMap(line -> role(line, places, today).stream())
        .findFirst();
  }

  /// The student or staff code: one of `userIds`, else the identifier.
  static Optional<Code> code(RosterIndex index, String user, MembershipKind kind) {
    RosterIndex.Line line = index.line(RosterFile.USERS, user);
    List<String> typed = line.list("userIds");
    for (String some : typed) {
      Matcher matcher = TYPED.matcher(some);
      if (matcher.matches()) {
        return Optional.of(new Code(IdentifierScheme.valueOf(matcher.group(1)), matcher.group(2)));
      }
    }
    IdentifierScheme scheme =
        kind == MembershipKind.PUPIL ? IdentifierScheme.STUDENT : IdentifierScheme.STAFF;
    return Optional.of(line.at("identifier"))
        .filter(number -> CODE.matcher(number).matches())
        .map(number -> new Code(scheme, number));
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null; // the table's own check blames the cell
    }
  }
}
