package org.khue.cloud.equipment.utilisation.pages;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The navigation and the texts of these pages.
@Factory
final class UtilisationPages {
  static final String SECTION = "utilisation";

  @Singleton
  @Named("utilisation")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/equipment/utilisation/texts");
  }

  @Singleton
  @Named(SECTION)
  Section section() {
    return new Section(SECTION, "/utilisation", "ut.title", 22)
        .under("section-group.rooms")
        .needing(Utilisation.READ)
        .saying("ut.about");
  }
}
