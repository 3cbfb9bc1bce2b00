package org.khue.cloud.people.internal.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.Consents;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Relation;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;

/// Guardians and consents of persons.
@Controller("/api/v1/people/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BondApi {
  private final People people;
  private final Guardians guardians;
  private final Consents consents;

  BondApi(People people, Guardians guardians, Consents consents) {
    this.people = people;
    this.guardians = guardians;
    this.consents = consents;
  }

  /// A guardian to add: somebody known, or somebody new.
  record NewGuardian(
      @Nullable UUID guardian,
      @Nullable FactsBody person,
      Relation relation,
      boolean legal,
      int contactOrder,
      LocalDate from) {}

  /// An answer to note.
  record NewConsent(
      ConsentPurpose purpose,
      boolean given,
      @Nullable UUID byPerson,
      Consent.Channel channel,
      @Nullable String note) {}

  @Operation(summary = "Guardians of a person")
  @Get("/guardians")
  @Needs("people.read")
  Page<Guardian> guardians(UUID id) {
    return new Page<>(guardians.of(people.get(id).id()), null);
  }

  @Operation(summary = "A new guardian")
  @Post("/guardians")
  @Needs("people.write")
  HttpResponse<Guardian> add(UUID id, @Body NewGuardian body) {
    Guardians.Bond bond =
        new Guardians.Bond(body.relation(), body.legal(), body.contactOrder(), body.from());
    if (body.guardian() != null && body.person() == null) {
      return HttpResponse.created(guardians.add(id, body.guardian(), bond));
    }
    if (body.guardian() == null && body.person() != null) {
      return HttpResponse.created(guardians.addNew(id, body.person().facts(), bond, false));
    }
    throw new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "Send either 'guardian', the id of somebody known, or 'person', the facts of somebody new.");
  }

  /// Ends a guardianship; `If-Match` is its version.
  @Operation(summary = "End of a guardianship")
  @Put("/guardians/{guardianship}")
  @Needs("people.write")
  HttpResponse<?> end(HttpRequest<?> request, UUID id, UUID guardianship, @Body EndBody body) {
    guardians.end(guardianship, ETags.seen(request), body.to());
    return HttpResponse.noContent();
  }

  @Operation(summary = "Consents of a person")
  @Get("/consents")
  @Needs("people.read")
  Page<Consent> consents(UUID id) {
    return new Page<>(consents.of(people.get(id).id()), null);
  }

  @Operation(summary = "An answer for or against a purpose")
  @Post("/consents")
  @Needs("consents.write")
  HttpResponse<Consent> answer(UUID id, @Body NewConsent body) {
    return HttpResponse.created(
        consents.record(
            id,
            new Consents.Answer(
                body.purpose(), body.given(), body.byPerson(), body.channel(), body.note())));
  }
}
