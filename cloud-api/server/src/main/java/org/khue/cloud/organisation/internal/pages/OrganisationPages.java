package org.khue.cloud.organisation.internal.pages;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The navigation and the texts of these pages.
@Factory
final class OrganisationPages {
  static final String SECTION = "units";
  static final String READ = "organisation.read";
  static final String WRITE = "organisation.write";
  static final String WRITE_CALENDAR = "calendar.write";

  @Singleton
  @Named("organisation")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/organisation/texts");
  }

  @Singleton
  @Named(SECTION)
  Section units() {
    return new Section(SECTION, "/units", "org.section", 50).needing(READ).saying("org.about");
  }
}
