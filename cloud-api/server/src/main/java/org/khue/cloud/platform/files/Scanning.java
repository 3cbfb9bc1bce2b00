package org.khue.cloud.platform.files;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows every content to the scanner once.
@Context
@Requires(beans = Scanner.class)
final class Scanning {
  private static final Logger LOG = LoggerFactory.getLogger(Scanning.class);
  private static final int MOST_AT_ONCE = 20;

  private final Scanner scanner;
  private final BlobFiles blobs;
  private final DataSource source;
  private final Clock clock;

  Scanning(Scanner scanner, BlobFiles blobs, Database database, Clock clock) {
    this.scanner = scanner;
    this.blobs = blobs;
    this.source = database.systemSource();
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "${khue.files.scan-period:1s}")
  void scan() {
    List<byte[]> waiting;
    try (Connection connection = source.getConnection()) {
      waiting = BlobStore.unscanned(connection, MOST_AT_ONCE);
    } catch (SQLException e) {
      LOG.warn("Files to be scanned cannot be found just now: {}", e.getMessage());
      return;
    }
    for (byte[] sha256 : waiting) {
      try (InputStream in = Files.newInputStream(blobs.path(sha256))) {
        boolean clean = scanner.isClean(in);
        if (!clean) {
          LOG.warn("A stored file is infected: {}", HexFormat.of().formatHex(sha256));
        }
        try (Connection connection = source.getConnection()) {
          BlobStore.scanned(connection, sha256, clean, clock.instant());
        }
      } catch (IOException | SQLException e) {
        LOG.warn("The virus scanner cannot be asked just now, files wait: {}", e.getMessage());
        return;
      }
    }
  }
}
