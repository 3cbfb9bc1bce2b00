package org.khue.cloud.people.internal.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.Relation;
import org.khue.cloud.people.Sex;
import org.khue.cloud.people.Verification;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Value;

/// What codes are called, for one reader.
public final class Words {
  private final Text text;
  private final Map<UUID, String> units;

  /// @param units of the caller's scope
  public Words(Text text, Units units) {
    this.text = text;
    this.units = units.all().stream().collect(Collectors.toUnmodifiableMap(Unit::id, Unit::name));
  }

  public Map<UUID, String> units() {
    return units;
  }

  /// The unit's name; for one outside the scope that there is another.
  public String unit(UUID unit) {
    return units.getOrDefault(unit, text.t("people.other-unit"));
  }

  public String kind(MembershipKind kind) {
    return switch (kind) {
      case PUPIL -> text.t("people.kind-pupil");
      case TEACHER -> text.t("people.kind-teacher");
      case STAFF -> text.t("people.kind-staff");
      case HEAD -> text.t("people.kind-head");
      case DEPUTY_HEAD -> text.t("people.kind-deputy-head");
      case MEMBER -> text.t("people.kind-member");
    };
  }

  public String sex(@Nullable Sex sex) {
    return switch (sex) {
      case null -> "—";
      case FEMALE -> text.t("people.female");
      case MALE -> text.t("people.male");
    };
  }

  public String scheme(IdentifierScheme scheme) {
    return switch (scheme) {
      case NATIONAL -> text.t("people.scheme-national");
      case STUDENT -> text.t("people.scheme-student");
      case STAFF -> text.t("people.scheme-staff");
      case PASSPORT -> text.t("people.scheme-passport");
      case HEALTH_INSURANCE -> text.t("people.scheme-health");
      case CARD -> text.t("people.scheme-card");
    };
  }

  public String relation(Relation relation) {
    return switch (relation) {
      case MOTHER -> text.t("people.relation-mother");
      case FATHER -> text.t("people.relation-father");
      case GRANDPARENT -> text.t("people.relation-grandparent");
      case SIBLING -> text.t("people.relation-sibling");
      case RELATIVE -> text.t("people.relation-relative");
      case APPOINTED -> text.t("people.relation-appointed");
    };
  }

  public String purpose(ConsentPurpose purpose) {
    return switch (purpose) {
      case PICTURES -> text.t("people.purpose-pictures");
      case PAID_MESSAGES -> text.t("people.purpose-paid-messages");
      case OUTSIDE_ACCOUNT -> text.t("people.purpose-outside-account");
      case HEALTH_PARTNER -> text.t("people.purpose-health-partner");
      case RESEARCH -> text.t("people.purpose-research");
    };
  }

  /// The answer to a purpose; silence is no.
  public String answer(@Nullable Consent consent) {
    if (consent == null) {
      return text.t("people.consent-silent");
    }
    String when = text.fullMoment(consent.at());
    return consent.given()
        ? text.t("people.consent-given", "when", when)
        : text.t("people.consent-withdrawn", "when", when);
  }

  /// The text that is asked, of the version of now.
  public String wording(ConsentPurpose purpose) {
    return switch (purpose) {
      case PICTURES -> text.t("people.wording-pictures");
      case PAID_MESSAGES -> text.t("people.wording-paid-messages");
      case OUTSIDE_ACCOUNT -> text.t("people.wording-outside-account");
      case HEALTH_PARTNER -> text.t("people.wording-health-partner");
      case RESEARCH -> text.t("people.wording-research");
    };
  }

  public String channel(Consent.Channel channel) {
    return switch (channel) {
      case WEB -> text.t("people.channel-web");
      case PAPER -> text.t("people.channel-paper");
      case TELEPHONE -> text.t("people.channel-telephone");
    };
  }

  /// Who answered, how, and to which version of the text.
  ///
  /// @param who name of whoever answered; empty when the paper says it
  public String answered(Consent consent, String who) {
    String version =
        consent.textVersion() == consent.purpose().textVersion()
            ? text.t("people.text-version", "n", consent.textVersion())
            : text.t("people.text-old", "n", consent.textVersion());
    String how = channel(consent.channel()) + " · " + version;
    return who.isEmpty() ? how : who + " · " + how;
  }

  /// What a number of the scheme looks like.
  public String form(IdentifierScheme scheme) {
    return switch (scheme) {
      case NATIONAL -> text.t("people.form-national");
      case STUDENT, STAFF -> text.t("people.form-code");
      case PASSPORT -> text.t("people.form-passport");
      case HEALTH_INSURANCE -> text.t("people.form-health");
      case CARD -> text.t("people.form-card");
    };
  }

  /// From when to when; both days inclusive, as people say it.
  public String span(LocalDate from, @Nullable LocalDate to) {
    return to == null
        ? text.t("people.since", "from", day(from))
        : text.t("people.span", "from", day(from), "to", day(to.minusDays(1)));
  }

  public String day(@Nullable LocalDate date) {
    return date == null
        ? "—"
        : "%d/%d/%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
  }

  /// Where somebody belongs, in one line.
  public String places(List<Membership> memberships) {
    return memberships.stream()
        .map(one -> kind(one.kind()) + ", " + unit(one.unit()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  public Value.Status state(Verification.State state) {
    return switch (state) {
      case UNVERIFIED -> new Value.Status(Mark.FREE, text.t("people.state-unverified"));
      case PENDING -> new Value.Status(Mark.FREE, text.t("people.state-pending"));
      case MATCHED -> new Value.Status(Mark.OK, text.t("people.state-matched"));
      case MISMATCH -> new Value.Status(Mark.WARN, text.t("people.state-mismatch"));
      case NOT_FOUND -> new Value.Status(Mark.WARN, text.t("people.state-not-found"));
      case UNAVAILABLE -> new Value.Status(Mark.WARN, text.t("people.state-unavailable"));
    };
  }
}
