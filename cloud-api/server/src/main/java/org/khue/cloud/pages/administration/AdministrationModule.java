package org.khue.cloud.pages.administration;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The navigation, texts and rights of these pages.
@Factory
final class AdministrationModule {
  static final String AUDIT = "audit";
  static final String JOBS = "jobs";
  static final String RETENTION = "retention";
  private static final String GROUP = "section-group.administration";

  @Singleton
  @Named("administration")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/pages/administration/texts");
  }

  @Singleton
  @Named("administration")
  RightTable rights() {
    return new RightTable("org/khue/cloud/pages/administration/rights.yaml");
  }

  @Singleton
  @Named(AUDIT)
  Section audit() {
    return new Section(AUDIT, "/audit", "section.audit", 910)
        .under(GROUP)
        .needing("audit.read")
        .saying("section.about-audit");
  }

  @Singleton
  @Named(JOBS)
  Section jobs() {
    return new Section(JOBS, "/jobs", "section.jobs", 890)
        .under(GROUP)
        .saying("section.about-jobs");
  }

  @Singleton
  @Named(RETENTION)
  Section retention() {
    return new Section(RETENTION, "/retention", "section.retention", 920)
        .under(GROUP)
        .needingAtTop("retention.read")
        .saying("section.about-retention");
  }
}
