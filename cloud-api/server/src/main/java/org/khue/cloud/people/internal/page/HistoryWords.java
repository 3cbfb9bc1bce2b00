package org.khue.cloud.people.internal.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.Relation;
import org.khue.cloud.people.Verification;
import org.khue.cloud.platform.audit.AuditRow;
import org.khue.web.i18n.Text;

/// Rows of the audit trail about a person, in the reader's words. The trail knows which fields were
/// changed, never what stands in them.
final class HistoryWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Text text;
  private final Words words;

  HistoryWords(Text text, Words words) {
    this.text = text;
    this.words = words;
  }

  String what(AuditRow row) {
    return switch (row.action()) {
      case "person.added" -> text.t("people.did-added");
      case "person.changed" -> text.t("people.did-changed");
      case "person.joined" -> text.t("people.did-joined");
      case "person.left" -> text.t("people.did-left");
      case "person.moved" -> text.t("people.did-moved");
      case "person.merged" -> text.t("people.did-merged");
      case "person.unmerged" -> text.t("people.did-unmerged");
      case "person.restored" -> text.t("people.did-restored");
      case "person.exported" -> text.t("people.did-exported");
      case "person.verified" -> text.t("people.did-verified");
      case "identifier.added" -> text.t("people.did-identifier-added");
      case "identifier.corrected" -> text.t("people.did-identifier-corrected");
      case "identifier.ended" -> text.t("people.did-identifier-ended");
      case "identifier.shown" -> text.t("people.did-identifier-shown");
      case "guardian.added" -> text.t("people.did-guardian-added");
      case "guardian.ended" -> text.t("people.did-guardian-ended");
      case "consent.given" -> text.t("people.did-consent-given");
      case "consent.withdrawn" -> text.t("people.did-consent-withdrawn");
      default -> row.action();
    };
  }

  String details(AuditRow row) {
    JsonNode details = read(row.details());
    List<String> said = new ArrayList<>();
    details.path("fields").forEach(field -> said.add(field(field.asText())));
    note(said, details, "scheme", IdentifierScheme.values(), words::scheme);
    note(said, details, "kind", MembershipKind.values(), words::kind);
    note(said, details, "relation", Relation.values(), words::relation);
    note(said, details, "purpose", ConsentPurpose.values(), words::purpose);
    note(said, details, "state", Verification.State.values(), state -> words.state(state).word());
    return String.join(", ", said);
  }

  private static <E extends Enum<E>> void note(
      List<String> said, JsonNode details, String key, E[] known, Function<E, String> word) {
    String name = details.path(key).asText();
    Arrays.stream(known).filter(value -> value.name().equals(name)).map(word).forEach(said::add);
  }

  private String field(String name) {
    return switch (name) {
      case "name" -> text.t("people.name");
      case "birthDate" -> text.t("people.birth-date");
      case "sex" -> text.t("people.sex");
      case "ethnicity" -> text.t("people.ethnicity");
      case "nationality" -> text.t("people.nationality");
      case "address", "addressUnit" -> text.t("people.address");
      case "phone" -> text.t("people.phone");
      case "email" -> text.t("people.email");
      default -> name;
    };
  }

  private static JsonNode read(String details) {
    try {
      return JSON.readTree(details);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the audit trail holds what this program wrote", e);
    }
  }
}
