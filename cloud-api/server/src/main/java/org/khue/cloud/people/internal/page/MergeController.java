package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Merges;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;
import org.khue.web.part.Fact;

/// Comparing two records of a person, making one of them, and taking that back.
@Controller("/people/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class MergeController {
  private final People people;
  private final Merges merges;
  private final Units units;
  private final Pages pages;

  MergeController(People people, Merges merges, Units units, Pages pages) {
    this.people = people;
    this.merges = merges;
    this.units = units;
    this.pages = pages;
  }

  /// A record beside the one of the page.
  public record Candidate(UUID id, String name, List<Fact> facts, String places) {}

  @Needs("people.merge")
  @Get("/merge")
  HttpResponse<?> compare(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    Words words = new Words(text, units);
    Person person = people.find(id).orElseThrow(() -> ProblemException.missing("person"));
    List<Candidate> candidates = new ArrayList<>();
    for (UUID candidate : merges.candidates(person.id())) {
      Optional<Person> other = people.find(candidate);
      other.ifPresent(found -> candidates.add(candidate(text, words, found)));
    }
    return pages.page(
        request,
        text,
        "people/merge",
        ListController.SECTION,
        text.t("people.merge"),
        false,
        Map.of("person", candidate(text, words, person), "candidates", candidates));
  }

  /// Keeps the facts of the page's person; takes the other's where that one has none.
  @Needs("people.merge")
  @Post("/merge/{other}")
  @Consumes(MediaType.ALL)
  HttpResponse<?> merge(HttpRequest<?> request, UUID id, UUID other) {
    Person kept = people.find(id).orElseThrow(() -> ProblemException.missing("person"));
    Person merged = people.find(other).orElseThrow(() -> ProblemException.missing("person"));
    merges.merge(kept.id(), merged.id(), kept.facts().completedBy(merged.facts()));
    return Done.then("/people/" + kept.id()).saying("people.merged").response(request);
  }

  @Needs("people.merge")
  @Post("/unmerge/{merge}")
  @Consumes(MediaType.ALL)
  HttpResponse<?> undo(HttpRequest<?> request, UUID id, UUID merge) {
    Text text = pages.text(request);
    return switch (merges.undo(merge)) {
      case Merges.Undo.Done done ->
          Done.then("/people/" + id).saying("people.unmerged").response(request);
      case Merges.Undo.ChangedSince changed ->
          pages.problem(
              request,
              HttpStatus.CONFLICT,
              text.t("people.changed-since"),
              text.t("people.changed-since-action"));
    };
  }

  private Candidate candidate(Text text, Words words, Person person) {
    return new Candidate(
        person.id(),
        person.facts().name().full(),
        Views.facts(text, words, person.facts()),
        words.places(people.memberships(person.id())));
  }
}
