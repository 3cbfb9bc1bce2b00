package org.khue.cloud.platform.vault;

import java.sql.Connection;
import java.sql.SQLException;

/// Fills tables of [LeftOut#TABLES] again from the sealed rows; a bean of each module that has such
/// tables. Run after a restore, once the newest keys are back.
public interface Rebuild {

  /// Empties the module's tables and fills them again. Sealed rows whose key was forgotten become
  /// what they are for an erased subject.
  ///
  /// @param transaction of the owner or of the program itself, so that it sees every row
  /// @return how many subjects are shown again
  long rebuild(Connection transaction) throws SQLException;
}
