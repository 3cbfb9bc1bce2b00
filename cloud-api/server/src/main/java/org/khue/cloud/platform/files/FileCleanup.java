package org.khue.cloud.platform.files;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes contents that no file has any more, and what a crash left behind.
@Singleton
final class FileCleanup {
  private static final Logger LOG = LoggerFactory.getLogger(FileCleanup.class);

  /// Longer than any upload takes.
  private static final Duration GRACE = Duration.ofDays(1);

  private static final int MOST_ROWS = 10_000;

  private final BlobFiles blobs;
  private final DataSource source;
  private final Transactions transactions;
  private final Clock clock;

  FileCleanup(BlobFiles blobs, Database database, Clock clock) {
    this.blobs = blobs;
    this.source = database.systemSource();
    this.transactions = new Transactions(source);
    this.clock = clock;
  }

  void run() {
    try {
      int deleted = clean(clock.instant().minus(GRACE));
      LOG.info("Cleanup of files: {} contents and drafts deleted", deleted);
    } catch (IOException e) {
      LOG.warn("Cleanup of files stopped and goes on tomorrow: {}", e.toString());
    }
  }

  /// @param before only contents that nobody touched since
  /// @return how many contents and drafts went
  int clean(Instant before) throws IOException {
    List<byte[]> unused;
    try (Connection connection = source.getConnection()) {
      unused = BlobStore.unused(connection, MOST_ROWS);
    } catch (SQLException e) {
      throw new DatabaseException("looking for contents without a file", e);
    }
    for (byte[] sha256 : unused) {
      transactions.run(
          "deleting a content without a file",
          transaction -> {
            BlobStore.lock(transaction, sha256);
            BlobStore.deleteUnused(transaction, sha256);
            return true;
          });
    }
    int deleted = blobs.deleteDrafts(before);
    for (byte[] sha256 : blobs.untouchedSince(before)) {
      if (deleteIfUnknown(sha256, before)) {
        deleted++;
      }
    }
    return deleted;
  }

  /// Under the content's lock, as an upload of the same content places it.
  private boolean deleteIfUnknown(byte[] sha256, Instant before) {
    return transactions.run(
        "deleting a content from the disk",
        transaction -> {
          BlobStore.lock(transaction, sha256);
          try {
            return !BlobStore.exists(transaction, sha256) && blobs.delete(sha256, before);
          } catch (IOException e) {
            LOG.warn("A content stays on disk for now: {}", e.toString());
            return false;
          }
        });
  }
}
