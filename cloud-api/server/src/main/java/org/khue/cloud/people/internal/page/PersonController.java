package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.OnePerson;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.Verifications;
import org.khue.cloud.people.internal.ExportFile;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// The page of one person.
@Controller("/people/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonController {
  private final People people;
  private final Identifiers identifiers;
  private final Verifications verifications;
  private final OnePerson onePerson;
  private final Views views;
  private final Units units;
  private final Pages pages;

  PersonController(
      People people,
      Identifiers identifiers,
      Verifications verifications,
      OnePerson onePerson,
      Views views,
      Units units,
      Pages pages) {
    this.people = people;
    this.identifiers = identifiers;
    this.verifications = verifications;
    this.onePerson = onePerson;
    this.views = views;
    this.units = units;
    this.pages = pages;
  }

  @Needs("people.read")
  @Get
  HttpResponse<?> person(HttpRequest<?> request, UUID id) {
    return page(request, id, null);
  }

  /// The page again, with one number whole; the audit trail notes it.
  @Needs("people.reveal")
  @Post("/identifiers/{identifier}/reveal")
  @Consumes(MediaType.ALL)
  HttpResponse<?> reveal(HttpRequest<?> request, UUID id, UUID identifier) {
    return page(request, id, Map.entry(identifier, identifiers.reveal(id, identifier)));
  }

  @Needs("people.verify")
  @Post("/verify")
  @Consumes(MediaType.ALL)
  HttpResponse<?> verify(HttpRequest<?> request, UUID id) {
    verifications.verify(id);
    return Done.then("/people/" + id).saying("people.verified").response(request);
  }

  @Needs("people.export")
  @Get("/export")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> export(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    byte[] zip =
        ExportFile.of(onePerson.export(id), text.t("people.export-title"), text.language().code());
    return HttpResponse.ok(zip)
        .header(HttpHeaders.CONTENT_TYPE, "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person-" + id + ".zip\"");
  }

  /// Asks whether it is meant.
  @Needs("people.erase")
  @Get("/erase")
  HttpResponse<?> ask(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    Person person = found(id);
    return pages.page(
        request,
        text,
        "people/erase",
        ListController.SECTION,
        text.t("people.erase"),
        false,
        Map.of("name", person.facts().name().full(), "id", person.id()));
  }

  @Needs("people.erase")
  @StepUp
  @Post("/erase")
  @Consumes(MediaType.ALL)
  HttpResponse<?> erase(HttpRequest<?> request, UUID id) {
    onePerson.erase(id);
    return Done.then("/people").saying("people.erased").response(request);
  }

  private Person found(UUID id) {
    return people.find(id).orElseThrow(() -> ProblemException.missing("person"));
  }

  private HttpResponse<?> page(
      HttpRequest<?> request, UUID id, Map.@Nullable Entry<UUID, String> revealed) {
    Text text = pages.text(request);
    PersonView view = views.of(text, new Words(text, units), found(id), revealed);
    return pages.page(
        request,
        text,
        "people/person",
        ListController.SECTION,
        view.name(),
        false,
        Map.of("person", view));
  }
}
