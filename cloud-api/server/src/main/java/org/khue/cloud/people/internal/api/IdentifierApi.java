package org.khue.cloud.people.internal.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Identifier;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.People;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.security.Needs;

/// Numbers of persons, masked until they are asked for.
@Controller("/api/v1/people/{id}/identifiers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IdentifierApi {
  private final People people;
  private final Identifiers identifiers;

  IdentifierApi(People people, Identifiers identifiers) {
    this.people = people;
    this.identifiers = identifiers;
  }

  /// A number to add.
  record NewIdentifier(
      IdentifierScheme scheme,
      String number,
      @Nullable String issuer,
      LocalDate from,
      @Nullable LocalDate to) {}

  /// What is right of a number.
  ///
  /// @param number null to leave it as it is
  record Correction(
      @Nullable String number, @Nullable String issuer, LocalDate from, @Nullable LocalDate to) {}

  @Operation(summary = "Identifiers of a person, masked")
  @Get
  @Needs("people.read")
  Page<Identifier> list(UUID id) {
    return new Page<>(identifiers.of(people.get(id).id()), null);
  }

  @Operation(summary = "A new identifier")
  @Post
  @Needs("people.write")
  HttpResponse<Identifiers.Added> add(UUID id, @Body NewIdentifier body) {
    return HttpResponse.created(
        identifiers.add(id, body.scheme(), body.number(), body.issuer(), body.from(), body.to()));
  }

  /// Ends a number's validity; `If-Match` is its version.
  @Operation(summary = "End of an identifier")
  @Put("/{identifier}")
  @Needs("people.write")
  HttpResponse<?> end(HttpRequest<?> request, UUID id, UUID identifier, @Body EndBody body) {
    identifiers.end(id, identifier, ETags.seen(request), body.to());
    return HttpResponse.noContent();
  }

  /// Writes a number anew that was entered wrongly; `If-Match` is its version.
  @Operation(summary = "Correction of an identifier that was entered wrongly")
  @Post("/{identifier}/correction")
  @Needs("people.write")
  Identifiers.Added correct(
      HttpRequest<?> request, UUID id, UUID identifier, @Body Correction body) {
    return identifiers.correct(
        id, identifier, ETags.seen(request), body.number(), body.issuer(), body.from(), body.to());
  }

  /// The whole number; the audit trail notes it.
  @Operation(summary = "The whole number; the audit trail notes it")
  @Post("/{identifier}/reveal")
  @Needs("people.reveal")
  Map<String, String> reveal(UUID id, UUID identifier) {
    return Map.of("number", identifiers.reveal(id, identifier));
  }
}
