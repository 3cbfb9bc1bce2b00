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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.Consents;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Noting what somebody agreed to, with the text that they were asked; the same on paper.
@Controller("/people/{id}/consents")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {
  private static final String WRITE = "consents.write";

  private final People people;
  private final Consents consents;
  private final Guardians guardians;
  private final Units units;
  private final PersonFrame frame;
  private final Pages pages;

  ConsentController(
      People people,
      Consents consents,
      Guardians guardians,
      Units units,
      PersonFrame frame,
      Pages pages) {
    this.people = people;
    this.consents = consents;
    this.guardians = guardians;
    this.units = units;
    this.frame = frame;
    this.pages = pages;
  }

  @Needs(WRITE)
  @Get("/{purpose}")
  HttpResponse<?> ask(HttpRequest<?> request, UUID id, ConsentPurpose purpose) {
    return frame.show(request, id, (text, person) -> sheet(text, person, purpose));
  }

  @Needs(WRITE)
  @Post("/{purpose}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> answer(
      HttpRequest<?> request, UUID id, ConsentPurpose purpose, @Body String body) {
    UUID self = Acting.required().caller().person();
    return frame.send(
        request,
        id,
        body,
        (text, person) -> sheet(text, person, purpose),
        (person, input) -> {
          consents.record(person.id(), ConsentForm.answer(input, purpose, inOwnName(person), self));
          return "people.answer-saved";
        });
  }

  /// All texts on one sheet of paper, to be answered and signed.
  @Needs(WRITE)
  @Get("/paper")
  HttpResponse<?> paper(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    Person person = frame.person(id);
    Words words = new Words(text, units);
    return pages.page(
        request,
        text,
        "people/paper",
        ListController.SECTION,
        text.t("people.paper"),
        false,
        Map.of(
            "above",
            frame.above(text, person),
            "name",
            person.facts().name().full(),
            "places",
            words.places(people.memberships(person.id())),
            "asked",
            Arrays.stream(ConsentPurpose.values())
                .map(purpose ->
                    PersonView.Line.of(words.purpose(purpose), words.wording(purpose), ""))
                .toList()));
  }

  private Sheet sheet(Text text, Person person, ConsentPurpose purpose) {
    Words words = new Words(text, units);
    Map<UUID, String> answerers = inOwnName(person) ? Map.of() : answerers(person);
    return ConsentForm.of(text, words, PersonFrame.href(person), purpose, answerers)
        .after(earlier(words, person, purpose));
  }

  /// Whether the caller's right is for this person alone: a parent, or the person.
  private boolean inOwnName(Person person) {
    return Acting.required().caller().persons(WRITE).contains(person.id());
  }

  private Map<UUID, String> answerers(Person person) {
    Map<UUID, String> answerers = new LinkedHashMap<>();
    answerers.put(person.id(), person.facts().name().full());
    List<UUID> legal =
        guardians.of(person.id()).stream()
            .filter(bond -> bond.legal() && holds(bond))
            .map(Guardian::guardian)
            .toList();
    Map<UUID, PersonName> names = people.names(legal);
    for (UUID guardian : legal) {
      PersonName name = names.get(guardian);
      if (name != null) {
        answerers.put(guardian, name.full());
      }
    }
    return answerers;
  }

  private boolean holds(Guardian bond) {
    return bond.to() == null || bond.to().isAfter(people.today());
  }

  private List<PersonView.Line> earlier(Words words, Person person, ConsentPurpose purpose) {
    List<Consent> answers =
        consents.of(person.id()).stream().filter(one -> one.purpose() == purpose).toList();
    Map<UUID, PersonName> names = people.names(answerers(answers));
    List<PersonView.Line> lines = new ArrayList<>();
    for (Consent answer : answers) {
      UUID by = answer.byPerson();
      PersonName name = by == null ? null : names.get(by);
      String who = name == null ? "" : name.full();
      lines.add(PersonView.Line.of(words.answer(answer), words.answered(answer, who), ""));
    }
    return lines;
  }

  private static List<UUID> answerers(List<Consent> answers) {
    return answers.stream().flatMap(one -> Stream.ofNullable(one.byPerson())).toList();
  }
}
