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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Finding a guardian, or entering one; ending a guardianship.
@Controller("/people/{id}/guardians")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GuardianController {
  private static final int SHOWN = 20;
  private static final int SHORTEST = 2;

  private final People people;
  private final Guardians guardians;
  private final Units units;
  private final PersonFrame frame;
  private final Pages pages;

  GuardianController(
      People people, Guardians guardians, Units units, PersonFrame frame, Pages pages) {
    this.people = people;
    this.guardians = guardians;
    this.units = units;
    this.frame = frame;
    this.pages = pages;
  }

  /// Looks for somebody known by name or code; below, the form for somebody new.
  @Needs("people.write")
  @Get("/new")
  HttpResponse<?> find(
      HttpRequest<?> request, UUID id, @QueryValue(value = "q", defaultValue = "") String sought) {
    Text text = pages.text(request);
    Person child = frame.person(id);
    return pages.page(
        request,
        text,
        "people/guardian",
        ListController.SECTION,
        text.t("people.add-guardian"),
        false,
        Map.of(
            "above",
            frame.above(text, child),
            "base",
            PersonFrame.href(child),
            "sought",
            sought,
            "found",
            found(text, child, sought),
            "input",
            fresh(text, child).input()));
  }

  private List<PersonView.Line> found(Text text, Person child, String sought) {
    if (sought.strip().length() < SHORTEST) {
      return List.of();
    }
    Words words = new Words(text, units);
    return people.page(PeopleQuery.all(SHOWN).text(sought)).items().stream()
        .filter(line -> !line.id().equals(child.id()))
        .map(line ->
            PersonView.Line.of(
                line.name().full(),
                words.day(line.birthDate()) + " · " + words.places(line.memberships()),
                PersonFrame.href(child) + "/guardians/known/" + line.id()))
        .toList();
  }

  @Needs("people.write")
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, UUID id, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        this::fresh,
        (child, input) -> {
          guardians.addNew(
              child.id(), GuardianForm.facts(input), GuardianForm.bond(input), child.simulated());
          return "people.guardian-added";
        });
  }

  @Needs("people.write")
  @Get("/known/{guardian}")
  HttpResponse<?> choose(HttpRequest<?> request, UUID id, UUID guardian) {
    return frame.show(request, id, (text, child) -> known(text, child, frame.person(guardian)));
  }

  @Needs("people.write")
  @Post("/known/{guardian}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> tie(HttpRequest<?> request, UUID id, UUID guardian, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, child) -> known(text, child, frame.person(guardian)),
        (child, input) -> {
          guardians.add(child.id(), people.resolve(guardian), GuardianForm.bond(input));
          return "people.guardian-added";
        });
  }

  @Needs("people.write")
  @Get("/{guardianship}/end")
  HttpResponse<?> last(HttpRequest<?> request, UUID id, UUID guardianship) {
    return frame.show(request, id, (text, child) -> ending(text, child, guardianship));
  }

  @Needs("people.write")
  @Post("/{guardianship}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> end(HttpRequest<?> request, UUID id, UUID guardianship, @Body String body) {
    return frame.send(
        request,
        id,
        body,
        (text, child) -> ending(text, child, guardianship),
        (child, input) -> {
          guardians.end(guardianship, Sheet.version(input), EndForm.to(input));
          return "people.saved";
        });
  }

  private Sheet fresh(Text text, Person child) {
    return GuardianForm.fresh(text, new Words(text, units), child, next(child), people.today());
  }

  private Sheet known(Text text, Person child, Person guardian) {
    return GuardianForm.known(
        text, new Words(text, units), child, guardian, next(child), people.today());
  }

  private int next(Person child) {
    int last =
        guardians.of(child.id()).stream()
            .filter(bond -> bond.to() == null)
            .mapToInt(Guardian::contactOrder)
            .max()
            .orElse(0);
    return Math.min(last + 1, 9);
  }

  private Sheet ending(Text text, Person child, UUID guardianship) {
    Words words = new Words(text, units);
    Guardian known = bond(child, guardianship);
    return EndForm.of(
        text,
        known.id(),
        "/guardians/",
        PersonFrame.href(child),
        text.t("people.end-guardian"),
        words.relation(known.relation()) + ", " + words.span(known.from(), known.to()),
        known.from(),
        known.version(),
        people.today());
  }

  private Guardian bond(Person child, UUID guardianship) {
    return guardians.of(child.id()).stream()
        .filter(one -> one.id().equals(guardianship))
        .findFirst()
        .orElseThrow(() -> ProblemException.missing("guardianship"));
  }
}
