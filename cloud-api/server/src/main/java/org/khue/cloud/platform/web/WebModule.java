package org.khue.cloud.platform.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.khue.cloud.platform.security.Access;
import org.khue.web.asset.Assets;
import org.khue.web.i18n.Messages;

/// The beans of this module.
@Factory
final class WebModule {

  @Singleton
  Assets assets() {
    return new Assets();
  }

  @Singleton
  @Named("frame")
  TextBundle frame() {
    return new TextBundle("org/khue/web/i18n/frame");
  }

  @Singleton
  @Named("web")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/platform/web/texts");
  }

  @Singleton
  @Named(BinController.SECTION)
  Section bin() {
    return new Section(BinController.SECTION, "/bin", "bin.title", 900)
        .under("section-group.administration")
        .saying("bin.about");
  }

  @Singleton
  Messages messages(List<TextBundle> bundles) {
    return Messages.load(
        WebModule.class.getClassLoader(), bundles.stream().map(TextBundle::name).toList());
  }

  @Singleton
  Pages pages(
      Messages messages,
      Assets assets,
      List<Section> sections,
      Access access,
      Bin bin,
      SimulationNotice simulation,
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    return new Pages(
        messages,
        assets,
        new Navigation(sections, access),
        bin,
        simulation,
        clock,
        ZoneId.of(zone));
  }
}
