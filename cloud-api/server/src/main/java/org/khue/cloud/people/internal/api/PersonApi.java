package org.khue.cloud.people.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PeoplePage;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonLine;
import org.khue.cloud.people.Verification;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Persons and where they belong.
@Controller("/api/v1/people")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonApi {
  private final People people;

  PersonApi(People people) {
    this.people = people;
  }

  /// A person as the API shows them.
  record View(UUID id, FactsBody facts, boolean simulated, Instant changedAt) {
    static View of(Person person) {
      return new View(
          person.id(), FactsBody.of(person.facts()), person.simulated(), person.changedAt());
    }
  }

  /// A new person, with the first place they get.
  record NewPerson(FactsBody facts, PlaceBody place) {}

  /// Into which class somebody moves.
  ///
  /// @param from first day there
  record MoveBody(UUID schoolClass, LocalDate from) {}

  /// Sorted by given name; `q` finds words of the name without diacritics, or a whole identifier.
  @Operation(summary = "People in scope by given name")
  @Get
  @Needs("people.read")
  Page<PersonLine> list(
      @RequestBean Paging paging,
      @Nullable @QueryValue String q,
      @Nullable @QueryValue UUID unit,
      @Nullable @QueryValue MembershipKind kind,
      @Nullable @QueryValue UUID schoolClass,
      @QueryValue Verification.@Nullable State verification) {
    PeoplePage page =
        people.page(
            new PeopleQuery(
                q,
                unit,
                kind,
                schoolClass,
                verification,
                paging.after(PeopleQuery.LIST, PeopleQuery.CURSOR_PARTS).orElse(null),
                0,
                false,
                paging.size()));
    return new Page<>(page.items(), page.next() == null ? null : page.next().encoded());
  }

  @Operation(summary = "One person")
  @Get("/{id}")
  @Needs("people.read")
  HttpResponse<View> get(HttpRequest<?> request, UUID id) {
    Person person = people.get(id);
    return ETags.answer(request, View.of(person), person.version());
  }

  @Operation(summary = "A new person with a first place")
  @Post
  @Needs("people.write")
  HttpResponse<View> add(@Body NewPerson body) {
    Person person = people.create(body.facts().facts(), body.place().place(), false);
    return HttpResponse.<View>created(URI.create("/api/v1/people/" + person.id()))
        .body(View.of(person))
        .header(HttpHeaders.ETAG, ETags.of(person.version()));
  }

  @Operation(summary = "Change of the facts of a person")
  @Put("/{id}")
  @Needs("people.write")
  HttpResponse<View> change(HttpRequest<?> request, UUID id, @Body FactsBody body) {
    Person person = people.change(id, ETags.seen(request), body.facts());
    return HttpResponse.ok(View.of(person)).header(HttpHeaders.ETAG, ETags.of(person.version()));
  }

  @Operation(summary = "Where a person belongs")
  @Get("/{id}/memberships")
  @Needs("people.read")
  Page<Membership> memberships(UUID id) {
    return new Page<>(people.memberships(people.get(id).id()), null);
  }

  @Operation(summary = "A new place for a person")
  @Post("/{id}/memberships")
  @Needs("people.write")
  HttpResponse<Membership> join(UUID id, @Body PlaceBody body) {
    return HttpResponse.created(people.join(id, body.place()));
  }

  /// Puts a person into another class of the same unit; `If-Match` is the place's version.
  @Operation(summary = "Another class of the same unit, from a day on")
  @Post("/{id}/memberships/{membership}/move")
  @Needs("people.write")
  HttpResponse<?> move(HttpRequest<?> request, UUID id, UUID membership, @Body MoveBody body) {
    people.move(membership, ETags.seen(request), body.schoolClass(), body.from());
    return HttpResponse.noContent();
  }

  /// Ends a membership; `If-Match` is its version.
  @Operation(summary = "End of a place")
  @Put("/{id}/memberships/{membership}")
  @Needs("people.write")
  HttpResponse<?> leave(HttpRequest<?> request, UUID id, UUID membership, @Body EndBody body) {
    people.leave(membership, ETags.seen(request), body.to());
    return HttpResponse.noContent();
  }
}
