package org.khue.cloud.people.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.people.Merge;
import org.khue.cloud.people.Merges;
import org.khue.cloud.people.OnePerson;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Verification;
import org.khue.cloud.people.Verifications;
import org.khue.cloud.people.internal.ExportFile;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.StepUp;

/// What is done to whole records: verify, merge, hand out, erase.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecordApi {
  private final People people;
  private final Verifications verifications;
  private final Merges merges;
  private final OnePerson onePerson;

  RecordApi(People people, Verifications verifications, Merges merges, OnePerson onePerson) {
    this.people = people;
    this.verifications = verifications;
    this.merges = merges;
    this.onePerson = onePerson;
  }

  /// Whom to merge into the person of the address.
  ///
  /// @param facts what is true of the one person
  record MergeBody(UUID merged, FactsBody facts) {}

  @Operation(summary = "What the population database said")
  @Get("/people/{id}/verification")
  @Needs("people.read")
  Verification verification(UUID id) {
    return verifications.of(people.get(id).id());
  }

  /// Asks the population database now.
  @Operation(summary = "Asks the population database")
  @Post("/people/{id}/verification")
  @Needs("people.verify")
  Verification verify(UUID id) {
    return verifications.verify(id);
  }

  /// Asks about up to 500 persons of a unit in the background.
  @Operation(summary = "Asks about the people of a unit in the background")
  @Post("/units/{unit}/people/verification")
  @Needs("people.verify")
  HttpResponse<Map<String, Integer>> verifyUnit(UUID unit) {
    return HttpResponse.accepted().body(Map.of("persons", verifications.start(unit)));
  }

  /// Who may be the same person.
  @Operation(summary = "Who may be the same person")
  @Get("/people/{id}/duplicates")
  @Needs("people.merge")
  Page<UUID> duplicates(UUID id) {
    return new Page<>(merges.candidates(people.get(id).id()), null);
  }

  @Operation(summary = "Merges another record into this person")
  @Post("/people/{id}/merges")
  @Needs("people.merge")
  HttpResponse<Merge> merge(UUID id, @Body MergeBody body) {
    return HttpResponse.created(merges.merge(id, body.merged(), body.facts().facts()));
  }

  @Operation(summary = "Merges of a person")
  @Get("/people/{id}/merges")
  @Needs("people.merge")
  Page<Merge> merges(UUID id) {
    return new Page<>(merges.of(people.get(id).id()), null);
  }

  @Operation(summary = "Takes a merge back")
  @Delete("/people/{id}/merges/{merge}")
  @Needs("people.merge")
  HttpResponse<?> undo(UUID id, UUID merge) {
    return switch (merges.undo(merge)) {
      case Merges.Undo.Done done -> HttpResponse.noContent();
      case Merges.Undo.ChangedSince(List<String> kinds) ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "Nothing was undone, because somebody changed this since the merge: "
                  + String.join(", ", kinds)
                  + ". Take those changes back first, or enter the second person anew.");
    };
  }

  /// A ZIP of everything about a person.
  @Operation(summary = "Everything about a person as a ZIP")
  @Get("/people/{id}/export")
  @Produces("application/zip")
  @Needs("people.export")
  HttpResponse<byte[]> export(UUID id) {
    return HttpResponse.ok(ExportFile.of(onePerson.export(id), "Khuê " + id, "vi"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person-" + id + ".zip\"");
  }

  /// Erases a person for good.
  @Operation(summary = "Erases a person for good")
  @Delete("/people/{id}")
  @Needs("people.erase")
  @StepUp
  HttpResponse<?> erase(UUID id) {
    onePerson.erase(id);
    return HttpResponse.noContent();
  }
}
