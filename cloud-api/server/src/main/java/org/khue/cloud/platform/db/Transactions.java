package org.khue.cloud.platform.db;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// Work that is done wholly or not at all, within the scope of whoever acts.
@Singleton
public final class Transactions {
  private final DataSource source;

  public Transactions(DataSource source) {
    this.source = source;
  }

  /// What is done in one transaction. May run once only.
  ///
  /// @param <T> its result
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection transaction) throws SQLException;
  }

  /// Does the work and commits; any exception rolls back.
  ///
  /// @param what for the message of a failure, such as `merging two persons`
  /// @throws DatabaseException if the database refuses or is away
  public <T> T run(String what, Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.in(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException(what, e);
    }
  }

  /// Does work of other facades within a transaction of [#run]: whatever they read and write in
  /// this thread is part of it, within the scope of whoever acts then. They commit nothing by
  /// themselves; an exception of theirs must end the transaction.
  public <T> T within(Connection transaction, Supplier<T> work) {
    return Joined.call(transaction, work);
  }
}
