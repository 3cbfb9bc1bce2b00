package org.khue.cloud.platform.files;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;

/// Files in the bin; their contents follow by the cleanup.
@Singleton
final class FileRetention implements RetentionClass {

  @Override
  public String name() {
    return "platform.file.bin";
  }

  @Override
  public String titleKey() {
    return "retention.file-bin";
  }

  @Override
  public String basisKey() {
    return "retention.file-bin-basis";
  }

  @Override
  public int defaultDays() {
    return 30;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return FileStore.purge(transaction, before);
  }
}
