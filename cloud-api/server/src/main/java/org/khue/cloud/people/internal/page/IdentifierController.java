package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Identifier;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// Forms of a person's numbers and cards.
@Controller("/people/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IdentifierController {
  private static final String SAVED = "people.saved";

  private final People people;
  private final Identifiers identifiers;
  private final Units units;
  private final PersonFrame frame;

  IdentifierController(People people, Identifiers identifiers, Units units, PersonFrame frame) {
    this.people = people;
    this.identifiers = identifiers;
    this.units = units;
    this.frame = frame;
  }

  @Needs("people.write")
  @Get("/identifiers/new")
  HttpResponse<?> blank(HttpRequest<?> request, UUID id) {
    return frame.show(request, id, (text, person) -> form(text, person).add());
  }

  @Needs("people.write")
  @Post("/identifiers/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, UUID id, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, person) -> form(text, person).add(Posted.of(body).one("scheme")),
        (person, input) ->
            added(person, IdentifierForm.scheme(input), input, IdentifierForm.issuer(input)));
  }

  @Needs("people.write")
  @Get("/card")
  HttpResponse<?> tap(HttpRequest<?> request, UUID id) {
    return frame.show(request, id, (text, person) -> form(text, person).card());
  }

  /// Takes a card's number, as a reader at the computer types it or a person does.
  @Needs("people.write")
  @Post("/card")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> give(HttpRequest<?> request, UUID id, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, person) -> form(text, person).card(),
        (person, input) -> added(person, IdentifierScheme.CARD, input, null));
  }

  private String added(
      Person person, IdentifierScheme scheme, FormInput input, @Nullable String issuer) {
    return said(
        identifiers.add(
            person.id(),
            scheme,
            IdentifierForm.number(input),
            issuer,
            IdentifierForm.from(input),
            IdentifierForm.to(input)));
  }

  @Needs("people.write")
  @Get("/identifiers/{identifier}/edit")
  HttpResponse<?> edit(HttpRequest<?> request, UUID id, UUID identifier) {
    return frame.show(request, id, (text, person) -> correcting(text, person, identifier));
  }

  @Needs("people.write")
  @Post("/identifiers/{identifier}/edit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> correct(HttpRequest<?> request, UUID id, UUID identifier, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, person) -> correcting(text, person, identifier),
        (person, input) -> {
          String number = IdentifierForm.number(input);
          return said(
              identifiers.correct(
                  person.id(),
                  identifier,
                  Sheet.version(input),
                  number.isEmpty() ? null : number,
                  IdentifierForm.issuer(input),
                  IdentifierForm.from(input),
                  IdentifierForm.to(input)));
        });
  }

  @Needs("people.write")
  @Get("/identifiers/{identifier}/end")
  HttpResponse<?> last(HttpRequest<?> request, UUID id, UUID identifier) {
    return frame.show(request, id, (text, person) -> ending(text, person, identifier));
  }

  @Needs("people.write")
  @Post("/identifiers/{identifier}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> end(HttpRequest<?> request, UUID id, UUID identifier, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, person) -> ending(text, person, identifier),
        (person, input) -> {
          identifiers.end(person.id(), identifier, Sheet.version(input), EndForm.to(input));
          return SAVED;
        });
  }

  private IdentifierForm form(Text text, Person person) {
    return new IdentifierForm(text, new Words(text, units), person, people.today());
  }

  private Sheet correcting(Text text, Person person, UUID identifier) {
    return form(text, person).correct(known(person, identifier));
  }

  private Sheet ending(Text text, Person person, UUID identifier) {
    Words words = new Words(text, units);
    Identifier known = known(person, identifier);
    return EndForm.of(
        text,
        known.id(),
        "/identifiers/",
        PersonFrame.href(person),
        text.t("people.end-identifier"),
        words.scheme(known.scheme()) + ", " + words.span(known.from(), known.to()),
        known.from(),
        known.version(),
        people.today());
  }

  private Identifier known(Person person, UUID identifier) {
    return identifiers.of(person.id()).stream()
        .filter(one -> one.id().equals(identifier))
        .findFirst()
        .orElseThrow(() -> ProblemException.missing("identifier"));
  }

  private static String said(Identifiers.Added added) {
    return added.doubts().isEmpty() ? SAVED : "people.saved-doubtful";
  }
}
