package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.UUID;
import org.khue.cloud.platform.security.Needs;

/// The pages of one building.
@Controller("/units/{id}/buildings")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BuildingController {
  private final BuildingForm form;
  private final RecordPages records;

  BuildingController(BuildingForm form, RecordPages records) {
    this.form = form;
    this.records = records;
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    return records.create(request, id, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    return records.add(request, id, body, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/{building}")
  HttpResponse<String> edit(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID building) {
    return records.edit(request, id, building, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/{building}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request,
      @PathVariable UUID id,
      @PathVariable UUID building,
      @Body String body) {
    return records.change(request, id, building, body, form);
  }
}
