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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.Field;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// Copies the classes of the year before into a school year: first it shows what would come.
@Controller("/units/{id}/classes/copy/{year}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ClassCopyController {
  private static final String HOMEROOMS = "homerooms";

  private final Units units;
  private final SchoolClasses classes;
  private final UnitFrame frame;
  private final Pages pages;

  ClassCopyController(Units units, SchoolClasses classes, UnitFrame frame, Pages pages) {
    this.units = units;
    this.classes = classes;
    this.frame = frame;
    this.pages = pages;
  }

  /// A class of the year before.
  ///
  /// @param there whether the new year has one of this name already, which then stays as it is
  public record Line(String name, String grade, boolean there) {}

  @Needs(OrganisationPages.WRITE)
  @Get
  HttpResponse<String> preview(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable int year) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Unit unit = units.get(id);
    Set<String> there =
        classes.of(id, year).stream().map(some -> some.facts().name()).collect(Collectors.toSet());
    List<Line> lines =
        classes.of(id, year - 1).stream().map(some -> line(text, some, there)).toList();
    String heading =
        text.t("org.copy-into", "from", CalendarPage.year(year - 1), "to", CalendarPage.year(year));
    return pages.page(
        request,
        text,
        "organisation/copy",
        OrganisationPages.SECTION,
        heading,
        false,
        Map.of(
            "above", frame.above(text, unit),
            "heading", heading,
            "lines", lines,
            "fresh", lines.stream().filter(line -> !line.there()).count(),
            "form", form(text, id, year).blank().filled(HOMEROOMS, true)));
  }

  private static Line line(Text text, SchoolClass some, Set<String> there) {
    String name = some.facts().name();
    return new Line(name, UnitWords.grade(text, some.facts().grade()), there.contains(name));
  }

  private static FormSpec form(Text text, UUID unit, int year) {
    return FormSpec.of(
            "classes-copy-" + unit + "-" + year,
            "/units/" + unit + "/classes/copy/" + year,
            text.t("org.copy-apply"),
            Field.tick(HOMEROOMS, text.t("org.copy-homerooms")))
        .cancelledTo("/units/" + unit + "/classes");
  }

  @Needs(OrganisationPages.WRITE)
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> apply(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable int year, @Body String body) {
    units.requireWrite(id);
    Text text = pages.text(request);
    FormSpec form = form(text, id, year);
    boolean homerooms = form.read(text, Posted.of(body).values()).ticked(HOMEROOMS);
    classes.copy(id, year, homerooms);
    return Done.then("/units/" + id + "/classes?year=" + year)
        .saying("org.copied")
        .accepting(form)
        .response(request);
  }
}
