package org.khue.cloud.people.internal.page;

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
import java.util.UUID;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// Adding and changing persons.
@Controller("/people")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FormController {
  private final People people;
  private final Units units;
  private final Classes classes;
  private final PersonFrame frame;
  private final Pages pages;

  FormController(People people, Units units, Classes classes, PersonFrame frame, Pages pages) {
    this.people = people;
    this.units = units;
    this.classes = classes;
    this.frame = frame;
    this.pages = pages;
  }

  @Needs("people.write")
  @Get("/new")
  HttpResponse<?> blank(HttpRequest<?> request) {
    Text text = pages.text(request);
    Sheet sheet = adding(text);
    return page(HttpStatus.OK, request, text, sheet, sheet.input());
  }

  @Needs("people.write")
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @Body String body) {
    Text text = pages.text(request);
    Sheet sheet = adding(text);
    FormInput input = sheet.input().form().read(text, Posted.of(body).values());
    if (input.valid()) {
      try {
        Person added =
            people.create(
                FactForm.facts(input, null), PlaceForm.place(input, classes, false), false);
        return PersonFrame.done(request, PersonFrame.href(added), input, "people.added");
      } catch (ProblemException e) {
        input = sheet.refused(text, input, e);
      }
    }
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, sheet, input);
  }

  @Needs("people.write")
  @Get("/{id}/edit")
  HttpResponse<?> edit(HttpRequest<?> request, UUID id) {
    return frame.show(request, id, FactForm::change);
  }

  @Needs("people.write")
  @Post("/{id}/edit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(HttpRequest<?> request, UUID id, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        FactForm::change,
        (person, input) -> {
          people.change(person.id(), Sheet.version(input), FactForm.facts(input, person.facts()));
          return "people.saved";
        });
  }

  private Sheet adding(Text text) {
    return FactForm.add(text, new Words(text, units), people.today());
  }

  private HttpResponse<?> page(
      HttpStatus status, HttpRequest<?> request, Text text, Sheet sheet, FormInput input) {
    List<Crumb> above = List.of(new Crumb(text.t("people.title"), "/people"));
    return frame.page(status, request, text, above, sheet, input);
  }
}
