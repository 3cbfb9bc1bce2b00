package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// Adding and changing persons.
@Controller("/people")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FormController {
  private static final String VERSION = "version";

  private final People people;
  private final Units units;
  private final Pages pages;

  FormController(People people, Units units, Pages pages) {
    this.people = people;
    this.units = units;
    this.pages = pages;
  }

  @Needs("people.write")
  @Get("/new")
  HttpResponse<?> blank(HttpRequest<?> request) {
    Text text = pages.text(request);
    FormInput blank = FactForm.add(text, new Words(text, units), people.today()).blank();
    return form(request, text, blank.filled("from", people.today()), "");
  }

  @Needs("people.write")
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    FormInput input =
        FactForm.add(text, new Words(text, units), people.today())
            .read(text, Posted.of(body).values());
    if (!input.valid()) {
      return form(request, text, input, "").status(HttpStatus.UNPROCESSABLE_ENTITY);
    }
    LocalDate from = Objects.requireNonNull(input.date("from"));
    People.Place place =
        new People.Place(
            UUID.fromString(input.text("unit")),
            MembershipKind.valueOf(input.text("kind")),
            null,
            null,
            from,
            null);
    try {
      Person added = people.create(FactForm.facts(input, null), place, false);
      return Done.then("/people/" + added.id())
          .saying("people.added")
          .accepting(input.form())
          .response(request);
    } catch (ProblemException e) {
      return form(request, text, FactForm.rejected(text, input, e), "").status(e.status());
    }
  }

  @Needs("people.write")
  @Get("/{id}/edit")
  HttpResponse<?> edit(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    Person person = people.find(id).orElseThrow(() -> ProblemException.missing("person"));
    FormInput filled = FactForm.filled(FactForm.change(text, person.id()).blank(), person.facts());
    return form(request, text, filled, String.valueOf(person.version()));
  }

  @Needs("people.write")
  @Post("/{id}/edit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(HttpRequest<?> request, UUID id, @Body String body) {
    Text text = pages.text(request);
    Posted posted = Posted.of(body);
    Person person = people.find(id).orElseThrow(() -> ProblemException.missing("person"));
    FormInput input = FactForm.change(text, person.id()).read(text, posted.values());
    String version = posted.one(VERSION);
    if (!input.valid()) {
      return form(request, text, input, version).status(HttpStatus.UNPROCESSABLE_ENTITY);
    }
    try {
      long seen = version.matches("\\d{1,18}") ? Long.parseLong(version) : 0;
      people.change(person.id(), seen, FactForm.facts(input, person.facts()));
      return Done.then("/people/" + person.id())
          .saying("people.saved")
          .accepting(input.form())
          .response(request);
    } catch (ProblemException e) {
      return form(request, text, FactForm.rejected(text, input, e), version).status(e.status());
    }
  }

  private MutableHttpResponse<?> form(
      HttpRequest<?> request, Text text, FormInput input, String version) {
    String title = version.isEmpty() ? text.t("people.add") : text.t("people.edit");
    return pages.page(
        request,
        text,
        "people/form",
        ListController.SECTION,
        title,
        false,
        Map.of("input", input, "version", version, "title", title));
  }
}
