package org.khue.cloud.equipment.booking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Query;

/// The table `equipment.feed`.
final class FeedStore {
  private FeedStore() {}

  /// A secret goes into the database as a parameter alone; its hash is what is kept.
  private static final String HASH = "encode(sha256(convert_to(?, 'UTF8')), 'hex')";

  /// @param room null for what the account has booked
  record Feed(UUID unit, @Nullable UUID room, UUID account) {}

  /// Puts an address in the place of the account's earlier one for the same thing.
  static void replace(Connection transaction, String secret, Feed feed, Instant at)
      throws SQLException {
    Query.of(
            "DELETE FROM equipment.feed WHERE account_id = ? AND unit_id = ?"
                + " AND room_id IS NOT DISTINCT FROM ?",
            feed.account(),
            feed.unit(),
            feed.room())
        .run(transaction);
    Query.of(
            "INSERT INTO equipment.feed (token_sha256, unit_id, room_id, account_id, made_at)"
                + " VALUES ("
                + HASH
                + ", ?, ?, ?, ?)",
            secret,
            feed.unit(),
            feed.room(),
            feed.account(),
            at)
        .run(transaction);
  }

  static Optional<Feed> find(Connection read, String secret) throws SQLException {
    return Query.of(
            "SELECT unit_id, room_id, account_id FROM equipment.feed WHERE token_sha256 = " + HASH,
            secret)
        .first(
            read,
            row ->
                new Feed(
                    Query.id(row, "unit_id"),
                    Query.idOrNull(row, "room_id"),
                    Query.id(row, "account_id")));
  }
}
