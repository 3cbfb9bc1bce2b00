package org.khue.cloud.platform.audit;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The beans of the audit trail.
@Factory
final class AuditModule {

  @Singleton
  AnchorFile anchorFile(DatabaseSettings settings, AuditKey key) {
    return new AnchorFile(heads(settings.data()), key);
  }

  static Path heads(Path data) {
    return data.resolve("audit").resolve("heads.jsonl");
  }

  @Singleton
  AuditAnchors anchors(
      Database database,
      AnchorFile file,
      Clock clock,
      @Nullable @Property(name = "khue.audit.anchor-url") URI receiver) {
    return new AuditAnchors(database.systemSource(), file, clock, receiver);
  }

  @Singleton
  AuditVerifier verifier(Database database, AuditKey key, AnchorFile file) {
    return new AuditVerifier(database.systemSource(), key, file);
  }

  /// Notes the end of the chain every few seconds, and once more at the end.
  @Singleton
  static final class Noting {
    private static final Logger LOG = LoggerFactory.getLogger(Noting.class);
    private final AuditAnchors anchors;

    Noting(AuditAnchors anchors) {
      this.anchors = anchors;
    }

    @Scheduled(fixedDelay = "${khue.audit.anchor-period:5s}", initialDelay = "2s")
    @PreDestroy
    void note() {
      try {
        anchors.note();
      } catch (RuntimeException e) {
        LOG.warn("The end of the audit trail is not noted just now: {}", e.getMessage());
      }
    }
  }
}
