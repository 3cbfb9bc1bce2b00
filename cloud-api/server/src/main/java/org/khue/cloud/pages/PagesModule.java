package org.khue.cloud.pages;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The navigation and the texts of these pages.
@Factory
final class PagesModule {
  private static final String GROUP = "section-group.rooms";

  static final String ROOMS = "rooms";
  static final String USE = "use";
  static final String GATEWAYS = "gateways";

  @Singleton
  @Named("pages")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/pages/texts");
  }

  @Singleton
  @Named("pages")
  RightTable rights() {
    return new RightTable("org/khue/cloud/pages/rights.yaml");
  }

  @Singleton
  @Named(ROOMS)
  Section rooms() {
    return new Section(ROOMS, "/rooms", "section.rooms", 10)
        .under(GROUP)
        .needing("rooms.see")
        .saying("start.about-rooms");
  }

  @Singleton
  @Named(USE)
  Section use() {
    return new Section(USE, "/use", "section.use", 20)
        .under(GROUP)
        .needing("use.see")
        .saying("start.about-use");
  }

  @Singleton
  @Named(GATEWAYS)
  Section gateways() {
    return new Section(GATEWAYS, "/gateways", "section.gateways", 30)
        .under(GROUP)
        .needing("gateways.see")
        .saying("start.about-gateways");
  }
}
