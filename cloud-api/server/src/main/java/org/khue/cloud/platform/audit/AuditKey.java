package org.khue.cloud.platform.audit;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.security.KeyFile;

/// The key of the audit trail's MACs: `khue.audit.key-file`, by default `keys/audit.key` in the
/// cloud's directory. Whoever has the database without it can forge no row.
@Singleton
final class AuditKey {
  private final KeyFile key;

  AuditKey(DatabaseSettings settings, @Nullable @Property(name = "khue.audit.key-file") Path file) {
    key = KeyFile.at(place(settings, file));
  }

  /// Where the key lies.
  static Path place(DatabaseSettings settings, @Nullable Path file) {
    return file == null ? settings.data().resolve("keys").resolve("audit.key") : file;
  }

  byte[] mac(String claim) {
    return key.mac(claim);
  }
}
