package org.khue.cloud.platform.retention;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.LocalTime;
import org.khue.cloud.platform.jobs.Nightly;

/// The nightly end of what is over.
@Factory
final class RetentionModule {

  @Singleton
  @Named("retention")
  Nightly nightly(Retention retention) {
    return new Nightly(
        "retention",
        LocalTime.of(2, 30),
        () -> {
          var ignored = retention.run(); // it stands in the log and in the audit trail
        });
  }
}
