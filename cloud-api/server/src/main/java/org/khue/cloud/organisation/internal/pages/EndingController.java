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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// The end of a unit: in another one, or for good. The form says beforehand what will change.
@Controller("/units/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EndingController {
  private static final String SUCCESSOR = "successor";
  private static final String DAY = "day";
  private static final String SEEN = "seen";

  private final Units units;
  private final Relations relations;
  private final Sheets sheets;
  private final Pages pages;

  EndingController(Units units, Relations relations, Sheets sheets, Pages pages) {
    this.units = units;
    this.relations = relations;
    this.sheets = sheets;
    this.pages = pages;
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/merge")
  HttpResponse<String> merge(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    FormInput input = merger(text, unit).blank();
    return sheets.show(request, text, sheet(text, unit, true), input);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/merge")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> merged(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    return sheets.save(
        request,
        text,
        sheet(text, unit, true),
        merger(text, unit).read(text, Posted.of(body).values()),
        sound -> {
          UUID successor = UUID.fromString(sound.text(SUCCESSOR));
          LocalDate day = Objects.requireNonNull(sound.date(DAY));
          relations.merge(id, successor, day, sound.text(UnitForm.DECISION));
          return "/units/" + successor;
        });
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/close")
  HttpResponse<String> close(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    return sheets.show(request, text, sheet(text, unit, false), closing(text, unit).blank());
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/close")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> closed(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    return sheets.save(
        request,
        text,
        sheet(text, unit, false),
        closing(text, unit).read(text, Posted.of(body).values()),
        sound -> {
          LocalDate last = Objects.requireNonNull(sound.date(DAY));
          relations.close(id, last.plusDays(1), sound.text(UnitForm.DECISION));
          return "/units/" + id;
        });
  }

  private FormSpec merger(Text text, Unit unit) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.choice(SUCCESSOR, text.t("org.successor"), successors(text, unit)).asRequired());
    fields.add(
        Field.date(DAY, text.t("org.merger-day")).asRequired().withHint(text.t("org.merger-hint")));
    return form(text, unit, "merge", text.t("org.merge"), fields);
  }

  private static FormSpec closing(Text text, Unit unit) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.date(DAY, text.t("org.last-day")).asRequired());
    return form(text, unit, "close", text.t("org.close"), fields);
  }

  private static FormSpec form(
      Text text, Unit unit, String what, String submit, List<Field> fields) {
    fields.add(UnitForm.decision(text).asRequired());
    fields.add(Field.tick(SEEN, text.t("org.ending-seen")).asRequired());
    return new FormSpec(
        "unit-" + what + "-" + unit.id(),
        "/units/" + unit.id() + "/" + what,
        submit,
        "/units/" + unit.id(),
        true,
        fields);
  }

  /// The units that could take it over: those that exist, and that the caller may change.
  private List<Kind.Option> successors(Text text, Unit unit) {
    LocalDate today = relations.today();
    return units.reached().stream()
        .filter(some -> !some.id().equals(unit.id()) && some.existsOn(today))
        .map(some -> new Kind.Option(some.id().toString(), UnitWords.name(text, some)))
        .sorted(Comparator.comparing(Kind.Option::label, Names.byAlphabet()))
        .toList();
  }

  private Sheet sheet(Text text, Unit unit, boolean merger) {
    String name = UnitWords.name(text, unit);
    Tree tree = relations.tree(relations.today());
    List<String> below =
        tree.managed().getOrDefault(unit.id(), List.of()).stream()
            .map(some -> UnitWords.name(text, some))
            .toList();
    String lower = below.isEmpty() ? "" : " " + lower(text, below, merger);
    String what = text.t(merger ? "org.merge-explain" : "org.close-explain", "unit", name);
    String heading = text.t(merger ? "org.merge-unit" : "org.close-unit", "unit", name);
    Map<String, String> messages =
        Map.of(
            "validFrom", text.t("org.bad-merger-day"),
            "day", text.t(below.isEmpty() ? "org.bad-merger-day" : "org.still-manages"));
    return new Sheet(unit.id(), heading, "unit", unit.id().toString(), messages)
        .explained(what + lower);
  }

  private static String lower(Text text, List<String> below, boolean merger) {
    return text.t(
        merger ? "org.merge-lower" : "org.close-lower",
        "count",
        below.size(),
        "units",
        text.list(below));
  }
}
