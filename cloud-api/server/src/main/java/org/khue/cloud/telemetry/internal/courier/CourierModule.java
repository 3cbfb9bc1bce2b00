package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this package.
@Factory
final class CourierModule {
  /// Below the cloud's data.
  private static final String DIRECTORY = "courier";

  @Singleton
  @Named("telemetry-courier")
  RightTable rights() {
    return new RightTable("org/khue/cloud/telemetry/rights.yaml");
  }

  @Singleton
  @Named("telemetry-courier")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/telemetry/texts");
  }

  @Singleton
  @Named(CourierController.SECTION)
  Section section() {
    return new Section(CourierController.SECTION, "/courier", "section.courier", 896)
        .under("section-group.administration")
        .needing(Courier.RIGHT)
        .saying("courier.about");
  }

  @Singleton
  CourierDesk desk(
      Courier courier,
      Jobs jobs,
      Clock clock,
      @Property(name = "khue.data", defaultValue = "data") Path data) {
    return new CourierDesk(courier, jobs, clock, data.resolve(DIRECTORY));
  }

  @Singleton
  @Named(CourierJob.NAME)
  JobKind job(Courier courier, @Property(name = "khue.data", defaultValue = "data") Path data) {
    return new CourierJob(courier, data.resolve(DIRECTORY));
  }
}
