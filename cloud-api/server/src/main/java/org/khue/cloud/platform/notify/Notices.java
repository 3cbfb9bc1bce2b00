package org.khue.cloud.platform.notify;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.security.Acting;

/// Tells people something. Every notice stands on its reader's page at once; by mail or message it
/// follows on its own, free channels first.
@Singleton
public final class Notices {
  private static final int LONGEST_LIST = 200;

  private final NoticeStore store;
  private final DataSource source;
  private final Clock clock;

  Notices(NoticeStore store, DataSource source, Clock clock) {
    this.store = store;
    this.source = source;
    this.clock = clock;
  }

  /// Tells, when the transaction commits.
  ///
  /// @return false if a notice with the same `dedupe` was there
  public boolean send(Connection transaction, Notice notice) throws SQLException {
    return store.insert(transaction, UUID.randomUUID(), notice, clock.instant());
  }

  /// The newest notices of whoever acts.
  public List<NoticeLine> mine() {
    try (Connection connection = source.getConnection()) {
      return store.newest(connection, account(), LONGEST_LIST);
    } catch (SQLException e) {
      throw new DatabaseException("reading notices", e);
    }
  }

  /// How many whoever acts has not read.
  public int unread() {
    try (Connection connection = source.getConnection()) {
      return store.unread(connection, account());
    } catch (SQLException e) {
      throw new DatabaseException("counting notices", e);
    }
  }

  /// Marks a notice of whoever acts as read.
  ///
  /// @return the page that it leads to; empty if there is no such notice of theirs
  public Optional<String> read(UUID id) {
    try (Connection connection = source.getConnection()) {
      return store.read(connection, account(), id, clock.instant());
    } catch (SQLException e) {
      throw new DatabaseException("marking a notice as read", e);
    }
  }

  /// Marks all notices of whoever acts as read.
  public void readAll() {
    try (Connection connection = source.getConnection()) {
      store.readAll(connection, account(), clock.instant());
    } catch (SQLException e) {
      throw new DatabaseException("marking notices as read", e);
    }
  }

  private static UUID account() {
    return Acting.required().caller().account();
  }
}
