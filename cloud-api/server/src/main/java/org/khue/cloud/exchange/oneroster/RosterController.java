package org.khue.cloud.exchange.oneroster;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.imports.ImportUnits;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The page on which a roster is exported.
@Controller("/oneroster")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterController {
  static final String SECTION = "oneroster";

  private static final String UNIT = "unit";
  private static final String YEAR = "year";
  private static final String DEMOGRAPHICS = "demographics";

  private final RosterExports exports;
  private final List<ImportUnits> units;
  private final Pages pages;

  RosterController(RosterExports exports, List<ImportUnits> units, Pages pages) {
    this.exports = exports;
    this.units = units;
    this.pages = pages;
  }

  @Needs(RosterExports.RIGHT)
  @Get
  HttpResponse<String> ask(HttpRequest<?> request) {
    Text text = pages.text(request);
    return page(HttpStatus.OK, request, text, form(text).blank());
  }

  @Needs(RosterExports.RIGHT)
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> start(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    FormSpec form = form(text);
    FormInput input = form.read(text, Posted.of(body).values());
    if (!input.valid()) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, input);
    }
    var year = input.number(YEAR);
    UUID id =
        exports.start(
            new RosterOptions(
                UUID.fromString(input.text(UNIT)),
                year == null ? 0 : year.intValueExact(),
                input.ticked(DEMOGRAPHICS)));
    return Done.then("/jobs/" + id).accepting(form).response(request);
  }

  private HttpResponse<String> page(
      HttpStatus status, HttpRequest<?> request, Text text, FormInput input) {
    return pages.page(
        status,
        request,
        text,
        "exchange/roster",
        SECTION,
        text.t("oneroster.title"),
        false,
        Map.of("form", input));
  }

  private FormSpec form(Text text) {
    List<Kind.Option> choices =
        units.stream()
            .flatMap(source -> source.choices().stream())
            .map(unit -> new Kind.Option(unit.id().toString(), unit.name()))
            .toList();
    return FormSpec.of(
        "oneroster-export",
        "/oneroster",
        text.t("oneroster.export"),
        Field.choice(UNIT, text.t("oneroster.unit"), choices)
            .asRequired()
            .withHint(text.t("oneroster.unit-hint")),
        Field.number(YEAR, text.t("oneroster.year"))
            .between(1945, 2200)
            .withHint(text.t("oneroster.year-hint")),
        Field.tick(DEMOGRAPHICS, text.t("oneroster.demographics"))
            .withHint(text.t("oneroster.demographics-hint")));
  }
}
