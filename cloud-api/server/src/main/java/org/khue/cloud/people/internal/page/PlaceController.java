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
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.web.i18n.Text;

/// Forms of a person's places in units.
@Controller("/people/{id}/memberships")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlaceController {
  private final People people;
  private final Units units;
  private final Classes classes;
  private final PersonFrame frame;

  PlaceController(People people, Units units, Classes classes, PersonFrame frame) {
    this.people = people;
    this.units = units;
    this.classes = classes;
    this.frame = frame;
  }

  @Needs("people.write")
  @Get("/new")
  HttpResponse<?> blank(HttpRequest<?> request, UUID id) {
    return frame.show(request, id, this::adding);
  }

  @Needs("people.write")
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, UUID id, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        this::adding,
        (person, input) -> {
          people.join(person.id(), PlaceForm.place(input, classes, true));
          return "people.saved";
        });
  }

  @Needs("people.write")
  @Get("/{membership}/move")
  HttpResponse<?> choose(HttpRequest<?> request, UUID id, UUID membership) {
    return frame.show(request, id, (text, person) -> moving(text, person, membership));
  }

  @Needs("people.write")
  @Post("/{membership}/move")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> move(HttpRequest<?> request, UUID id, UUID membership, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, person) -> moving(text, person, membership),
        (person, input) -> {
          people.move(
              membership, Sheet.version(input), PlaceForm.chosen(input), PlaceForm.from(input));
          return "people.moved";
        });
  }

  @Needs("people.write")
  @Get("/{membership}/end")
  HttpResponse<?> last(HttpRequest<?> request, UUID id, UUID membership) {
    return frame.show(request, id, (text, person) -> ending(text, person, membership));
  }

  @Needs("people.write")
  @Post("/{membership}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> end(HttpRequest<?> request, UUID id, UUID membership, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, person) -> ending(text, person, membership),
        (person, input) -> {
          people.leave(membership, Sheet.version(input), EndForm.to(input));
          return "people.saved";
        });
  }

  private Sheet adding(Text text, Person person) {
    return PlaceForm.add(text, new Words(text, units), PersonFrame.href(person), people.today());
  }

  private Sheet moving(Text text, Person person, UUID membership) {
    Membership known = known(person, membership);
    return PlaceForm.move(
        text,
        new Words(text, units),
        PersonFrame.href(person),
        known,
        classes.options(known.unit(), people.today()),
        people.today());
  }

  private Sheet ending(Text text, Person person, UUID membership) {
    Words words = new Words(text, units);
    Membership known = known(person, membership);
    return EndForm.of(
        text,
        known.id(),
        "/memberships/",
        PersonFrame.href(person),
        text.t("people.end-place"),
        words.kind(known.kind()) + ", " + words.unit(known.unit()),
        known.from(),
        known.version(),
        people.today());
  }

  private Membership known(Person person, UUID membership) {
    return people.memberships(person.id()).stream()
        .filter(one -> one.id().equals(membership))
        .findFirst()
        .orElseThrow(() -> ProblemException.missing("membership"));
  }
}
