package org.khue.cloud.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.khue.cloud.people.PersonData;
import org.khue.cloud.platform.imports.Imports;

/// Copies of a person's data in the rows of imports. They say nothing that the person's own records
/// do not say, so an export of the person leaves them out; erasing the person erases them.
final class ImportedData implements PersonData {
  @Override
  public String part() {
    return "imports";
  }

  @Override
  public JsonNode export(Connection connection, UUID person) {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void erase(Connection transaction, UUID person) throws SQLException {
    Imports.forget(transaction, person.toString());
  }
}
