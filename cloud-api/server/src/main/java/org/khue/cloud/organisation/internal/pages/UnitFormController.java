package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// Adds units below others, and changes what is known of them.
@Controller("/units/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UnitFormController {
  private final Units units;
  private final Relations relations;
  private final UnitFrame frame;
  private final Sheets sheets;
  private final Pages pages;

  UnitFormController(
      Units units, Relations relations, UnitFrame frame, Sheets sheets, Pages pages) {
    this.units = units;
    this.relations = relations;
    this.frame = frame;
    this.sheets = sheets;
    this.pages = pages;
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/below/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    FormInput input =
        UnitForm.below(text, id)
            .blank()
            .filled("ownership", "public")
            .filled(UnitForm.SINCE, relations.today());
    return sheets.show(request, text, below(text, id), input);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/below/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    units.requireWrite(id);
    Text text = pages.text(request);
    FormInput input = UnitForm.below(text, id).read(text, Posted.of(body).values());
    return sheets.save(
        request,
        text,
        below(text, id),
        input,
        sound -> {
          LocalDate since = Objects.requireNonNull(sound.date(UnitForm.SINCE));
          UnitFacts facts = UnitForm.facts(sound, null);
          Unit added = units.create(id, since, sound.text(UnitForm.DECISION), facts);
          return "/units/" + added.id();
        });
  }

  private static Sheet below(Text text, UUID parent) {
    String heading = text.t("org.add-unit");
    return new Sheet(parent, heading, "unit", "", UnitForm.messages(text))
        .explained(text.t("org.add-unit-explain"));
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/edit")
  HttpResponse<String> edit(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    boolean whole = mayChangeAll(id);
    FormInput input = UnitForm.filled(UnitForm.of(text, unit, whole), unit, whole);
    return sheets.show(request, text, change(text, unit, whole), input);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/edit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> save(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    boolean whole = mayChangeAll(id);
    FormSpec form = UnitForm.of(text, unit, whole);
    return sheets.save(
        request,
        text,
        change(text, unit, whole),
        form.read(text, Posted.of(body).values()),
        sound -> {
          units.update(
              id, Versions.seen(sound), UnitForm.facts(sound, whole ? null : unit.facts()));
          return "/units/" + id;
        });
  }

  private static Sheet change(Text text, Unit unit, boolean whole) {
    String heading = text.t("org.edit-unit", "unit", UnitWords.name(text, unit));
    return new Sheet(unit.id(), heading, "unit", unit.id().toString(), UnitForm.messages(text))
        .explained(whole ? "" : text.t("org.edit-unit-explain"));
  }

  /// Whether the caller holds the right at the unit that manages that one.
  private boolean mayChangeAll(UUID id) {
    UUID manager = relations.tree(relations.today()).manager(id).map(Unit::id).orElse(Reach.ROOT);
    return frame.may(OrganisationPages.WRITE, manager);
  }
}
