package org.khue.cloud.platform.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// A class of data that is deleted when it has been kept long enough. A module declares one as a
/// bean for each of its classes.
public interface RetentionClass {

  /// Its stable name: the table, or the table and the kind of its rows, such as `fleet.happening`.
  String name();

  /// Key of what it is, in words.
  String titleKey();

  /// Key of why it is kept that long: the law or the purpose.
  String basisKey();

  /// How long it is kept unless somebody decides otherwise.
  int defaultDays();

  /// The shortest that may be decided.
  default int leastDays() {
    return 1;
  }

  /// Deletes what is older.
  ///
  /// @param transaction sees every row; may be rolled back, for a trial
  /// @param before everything of an earlier moment goes
  /// @return how many rows (of a dropped partition: its rows, as far as they are counted)
  long purge(Connection transaction, Instant before) throws SQLException;

  /// How many [#purge] would delete; by default it is tried and taken back.
  default long count(Connection transaction, Instant before) throws SQLException {
    return purge(transaction, before);
  }

  /// Whether whole tables are dropped, which only their owner can do.
  default boolean dropsTables() {
    return false;
  }
}
