package org.khue.cloud.exchange.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.people.PersonData;

/// What other systems call a person.
final class LinkedData implements PersonData {
  private final LinkStore links = new LinkStore();

  @Override
  public String part() {
    return "rosters";
  }

  @Override
  public JsonNode export(Connection connection, UUID person) throws SQLException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, String> name : links.ofPerson(connection, person)) {
      names.addObject().put("source", name.getKey()).put("sourcedId", name.getValue());
    }
    if (!names.isEmpty()) {
      all.set("names", names);
    }
    return all;
  }

  @Override
  public void erase(Connection transaction, UUID person) throws SQLException {
    links.forget(transaction, person);
  }
}
