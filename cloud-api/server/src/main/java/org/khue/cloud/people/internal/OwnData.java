package org.khue.cloud.people.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.internal.verify.VerificationStore;
import org.khue.cloud.platform.problem.ProblemException;

/// All that this module holds about a person.
public final class OwnData {
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final MembershipStore memberships;
  private final GuardianStore guardians;
  private final ConsentStore consents;
  private final VerificationStore verifications;

  public OwnData(
      PersonStore persons,
      IdentifierStore identifiers,
      MembershipStore memberships,
      GuardianStore guardians,
      ConsentStore consents,
      VerificationStore verifications) {
    this.persons = persons;
    this.identifiers = identifiers;
    this.memberships = memberships;
    this.guardians = guardians;
    this.consents = consents;
    this.verifications = verifications;
  }

  /// As JSON, identifiers with their whole numbers.
  public ObjectNode export(Connection connection, UUID id) throws SQLException {
    Person person =
        persons.find(connection, id).orElseThrow(() -> ProblemException.missing("person"));
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("id", id);
    parts.put("facts", person.facts());
    parts.put("changedAt", person.changedAt());
    parts.put("memberships", memberships.of(connection, id));
    parts.put("identifiers", identifiers.stored(connection, id));
    parts.put("guardians", guardians.of(connection, id));
    parts.put("children", guardians.by(connection, id));
    parts.put("consents", consents.of(connection, id));
    verifications
        .find(connection, id)
        .ifPresent(verification -> parts.put("verification", verification));
    JsonMapper mapper = Sealed.mapper();
    return mapper.valueToTree(parts);
  }
}
