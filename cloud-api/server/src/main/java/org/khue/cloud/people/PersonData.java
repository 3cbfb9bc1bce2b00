package org.khue.cloud.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// What another module holds about a person; a bean of each module that holds something. By it a
/// person gets all that is kept about them, and by it all of that can be erased.
public interface PersonData {

  /// Name of the part in an export, such as `library`: lower-case letters.
  String part();

  /// All that the module holds about the person, as JSON; an empty object when that is nothing.
  JsonNode export(Connection connection, UUID person) throws SQLException;

  /// Removes or makes anonymous all of it. Part of the one transaction of the erasure: an exception
  /// keeps everything as it was.
  ///
  /// @param transaction of the program itself, which sees every row
  void erase(Connection transaction, UUID person) throws SQLException;
}
