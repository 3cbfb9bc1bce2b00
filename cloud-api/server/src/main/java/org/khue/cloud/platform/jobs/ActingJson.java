package org.khue.cloud.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// Who acts, as it is kept with a job: with the one right that was made use of, no other.
final class ActingJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ActingJson() {}

  static String write(Acting acting) {
    Caller caller = acting.caller();
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", caller.kind().name());
    root.put("account", caller.account().toString());
    @Nullable UUID person = caller.person();
    root.put("person", person == null ? null : person.toString());
    root.put("name", caller.name());
    root.put("right", acting.right());
    for (Grant grant : caller.grants()) {
      ObjectNode one = root.withArray("grants").addObject();
      one.put("role", grant.role());
      grant.rights().stream().sorted().forEach(one.withArray("rights")::add);
      switch (grant.scope()) {
        case Scope.Below below -> one.put("below", below.unit().toString());
        case Scope.Persons persons ->
            persons.ids().stream()
                .map(UUID::toString)
                .sorted()
                .forEach(one.withArray("persons")::add);
        case Scope.Everything _ -> one.put("everything", true);
      }
    }
    return root.toString();
  }

  static Acting read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      List<Grant> grants = new ArrayList<>();
      for (JsonNode grant : root.path("grants")) {
        Set<String> rights = new HashSet<>();
        grant.path("rights").forEach(right -> rights.add(right.asText()));
        grants.add(new Grant(grant.path("role").asText(), rights, scope(grant)));
      }
      String person = root.path("person").asText("");
      Caller caller =
          new Caller(
              Caller.Kind.valueOf(root.path("kind").asText()),
              UUID.fromString(root.path("account").asText()),
              person.isEmpty() || person.equals("null") ? null : UUID.fromString(person),
              root.path("name").asText(),
              grants);
      return new Acting(caller, root.path("right").asText());
    } catch (java.io.IOException e) {
      throw new IllegalStateException("what is kept of a job's starter is no JSON", e);
    }
  }

  private static Scope scope(JsonNode grant) {
    if (grant.path("everything").asBoolean()) {
      return new Scope.Everything();
    }
    if (grant.has("below")) {
      return new Scope.Below(UUID.fromString(grant.path("below").asText()));
    }
    Set<UUID> persons = new HashSet<>();
    grant.path("persons").forEach(id -> persons.add(UUID.fromString(id.asText())));
    return new Scope.Persons(persons);
  }
}
