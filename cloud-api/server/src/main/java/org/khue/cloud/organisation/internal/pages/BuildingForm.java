package org.khue.cloud.organisation.internal.pages;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.BuildingFacts;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Site;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a building.
@Singleton
final class BuildingForm implements RecordForm<Building> {
  private final Places places;

  BuildingForm(Places places) {
    this.places = places;
  }

  @Override
  public Building get(UUID id) {
    return places.building(id);
  }

  @Override
  public UUID unit(Building known) {
    return known.unit();
  }

  @Override
  public FormSpec form(Text text, UUID unit, @Nullable Building known) {
    return FormSpec.of(
            known == null ? "building-new-" + unit : "building-" + known.id(),
            "/units/" + unit + "/buildings/" + (known == null ? "new" : known.id()),
            text.t("org.save"),
            Field.text("code", text.t("org.building-code"))
                .upTo(20)
                .asRequired()
                .withHint(text.t("org.building-code-hint")),
            Field.text("name", text.t("org.building-name")).asRequired(),
            Field.choice("site", text.t("org.site"), sites(unit)).asRequired(),
            Field.number("floors", text.t("org.floors")).between(1, 99).asRequired(),
            Field.hidden(Versions.FIELD))
        .cancelledTo("/units/" + unit + "/places");
  }

  private List<Kind.Option> sites(UUID unit) {
    return places.sites(unit).stream()
        .map(some -> new Kind.Option(some.id().toString(), some.facts().name()))
        .toList();
  }

  /// The seat is the site of most buildings.
  @Override
  public FormInput blank(Text text, UUID unit) {
    List<Site> sites = places.sites(unit);
    FormInput blank = form(text, unit, null).blank();
    return sites.isEmpty() ? blank : blank.filled("site", sites.getFirst().id().toString());
  }

  @Override
  public FormInput filled(FormSpec form, Building known) {
    BuildingFacts facts = known.facts();
    return form.blank()
        .filled("code", facts.code())
        .filled("name", facts.name())
        .filled("site", facts.site().toString())
        .filled("floors", facts.floors())
        .filled(Versions.FIELD, String.valueOf(known.version()));
  }

  @Override
  public Sheet sheet(Text text, UUID unit, @Nullable Building known) {
    return new Sheet(
        unit,
        text.t(known == null ? "org.add-building" : "org.edit-building"),
        "building",
        known == null ? "" : known.id().toString(),
        Map.of("code", text.t("org.building-code-taken")));
  }

  @Override
  public String save(UUID unit, @Nullable Building known, FormInput sound) {
    BigDecimal floors = Objects.requireNonNull(sound.number("floors"));
    BuildingFacts facts =
        new BuildingFacts(
            UUID.fromString(sound.text("site")),
            sound.text("code"),
            sound.text("name"),
            floors.intValueExact());
    if (known == null) {
      places.addBuilding(unit, facts);
    } else {
      places.updateBuilding(known.id(), Versions.seen(sound), facts);
    }
    return "/units/" + unit + "/places";
  }
}
