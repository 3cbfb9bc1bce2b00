package org.khue.cloud.organisation.internal.pages;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.SiteFacts;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// The form of a site.
@Singleton
final class SiteForm implements RecordForm<Site> {
  private static final int DEGREE_DECIMALS = 6;

  private final Places places;

  SiteForm(Places places) {
    this.places = places;
  }

  @Override
  public Site get(UUID id) {
    return places.site(id);
  }

  @Override
  public UUID unit(Site known) {
    return known.unit();
  }

  @Override
  public FormSpec form(Text text, UUID unit, @Nullable Site known) {
    return FormSpec.of(
            known == null ? "site-new-" + unit : "site-" + known.id(),
            "/units/" + unit + "/sites/" + (known == null ? "new" : known.id()),
            text.t("org.save"),
            Field.text("name", text.t("org.site-name"))
                .asRequired()
                .withHint(text.t("org.site-name-hint")),
            Field.text("address", text.t("org.address")),
            degrees("latitude", text.t("org.latitude"), 90).withHint(text.t("org.position-hint")),
            degrees("longitude", text.t("org.longitude"), 180),
            Field.tick("main", text.t("org.site-main")),
            Field.hidden(Versions.FIELD))
        .cancelledTo("/units/" + unit + "/places");
  }

  private static Field degrees(String key, String label, int most) {
    return Field.decimal(key, label, DEGREE_DECIMALS).between(-most, most).in("°");
  }

  @Override
  public FormInput filled(FormSpec form, Site known) {
    SiteFacts facts = known.facts();
    return form.blank()
        .filled("name", facts.name())
        .filled("address", Objects.requireNonNullElse(facts.address(), ""))
        .filled("latitude", facts.latitude())
        .filled("longitude", facts.longitude())
        .filled("main", facts.main())
        .filled(Versions.FIELD, String.valueOf(known.version()));
  }

  @Override
  public Sheet sheet(Text text, UUID unit, @Nullable Site known) {
    return new Sheet(
        unit,
        text.t(known == null ? "org.add-site" : "org.edit-site"),
        "site",
        known == null ? "" : known.id().toString(),
        Map.of("longitude", text.t("org.bad-position")));
  }

  @Override
  public String save(UUID unit, @Nullable Site known, FormInput sound) {
    BigDecimal latitude = sound.number("latitude");
    BigDecimal longitude = sound.number("longitude");
    SiteFacts facts =
        new SiteFacts(
            sound.text("name"),
            sound.text("address"),
            latitude == null ? null : latitude.doubleValue(),
            longitude == null ? null : longitude.doubleValue(),
            sound.ticked("main"));
    if (known == null) {
      places.addSite(unit, facts);
    } else {
      places.updateSite(known.id(), Versions.seen(sound), facts);
    }
    return "/units/" + unit + "/places";
  }
}
