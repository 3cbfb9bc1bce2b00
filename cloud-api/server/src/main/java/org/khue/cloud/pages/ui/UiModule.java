package org.khue.cloud.pages.ui;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of the component page.
@Factory
final class UiModule {
  static final String SECTION = "ui";
  static final String RIGHT = "ui.try";

  @Singleton
  @Named(SECTION)
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/pages/ui/texts");
  }

  @Singleton
  @Named(SECTION)
  RightTable rights() {
    return new RightTable("org/khue/cloud/pages/ui/rights.yaml");
  }

  @Singleton
  @Named(SECTION)
  Section section() {
    return new Section(SECTION, "/ui", "ui.title", 910)
        .under("section-group.administration")
        .needing(RIGHT)
        .saying("ui.about");
  }

  /// Known as itself, and as the source of what was deleted of it.
  @Singleton
  SamplePeople people(Clock clock) {
    return new SamplePeople(clock);
  }
}
