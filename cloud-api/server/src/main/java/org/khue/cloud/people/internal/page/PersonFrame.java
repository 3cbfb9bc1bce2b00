package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// What all pages about one person share: who it is, the way back, the sending of a form.
@Singleton
final class PersonFrame {
  private final People people;
  private final Pages pages;

  PersonFrame(People people, Pages pages) {
    this.people = people;
    this.pages = pages;
  }

  /// @throws ProblemException 404 where there is none, or not within the scope
  Person person(UUID id) {
    return people.get(id);
  }

  List<Crumb> above(Text text, Person person) {
    return List.of(
        new Crumb(text.t("people.title"), "/people"),
        new Crumb(person.facts().name().full(), href(person)));
  }

  static String href(Person person) {
    return "/people/" + person.id();
  }

  /// The page of a form.
  ///
  /// @param asked makes the form, for the reader and the person
  HttpResponse<?> show(HttpRequest<?> request, UUID id, BiFunction<Text, Person, Sheet> asked) {
    Text text = pages.text(request);
    Person person = person(id);
    Sheet sheet = asked.apply(text, person);
    return page(HttpStatus.OK, request, text, above(text, person), sheet, sheet.input());
  }

  /// Reads a form and does what it says; with a problem, the form again.
  ///
  /// @param asked makes the form, for the reader and the person
  /// @param work gives the key of what the person's page then says
  HttpResponse<?> send(
      HttpRequest<?> request,
      UUID id,
      String body,
      BiFunction<Text, Person, Sheet> asked,
      BiFunction<Person, FormInput, String> work) {
    Text text = pages.text(request);
    Person person = person(id);
    Sheet sheet = asked.apply(text, person);
    FormInput input = sheet.input().form().read(text, Posted.of(body).values());
    if (input.valid()) {
      try {
        return done(request, href(person), input, work.apply(person, input));
      } catch (ProblemException e) {
        input = sheet.refused(text, input, e);
      }
    }
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, above(text, person), sheet, input);
  }

  static HttpResponse<?> done(HttpRequest<?> request, String href, FormInput input, String said) {
    return Done.then(href).saying(said).accepting(input.form()).response(request);
  }

  HttpResponse<?> page(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      List<Crumb> above,
      Sheet sheet,
      FormInput input) {
    return pages.page(
        status,
        request,
        text,
        "people/form",
        ListController.SECTION,
        sheet.title(),
        false,
        Map.of(
            "above",
            above,
            "title",
            sheet.title(),
            "explain",
            sheet.explain(),
            "input",
            input,
            "before",
            sheet.before()));
  }
}
