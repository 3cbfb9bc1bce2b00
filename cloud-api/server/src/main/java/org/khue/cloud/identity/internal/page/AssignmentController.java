package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.identity.internal.desk.AccountDesk;
import org.khue.cloud.identity.internal.grant.Assignment;
import org.khue.cloud.identity.internal.grant.Assignments;
import org.khue.cloud.identity.internal.grant.Grants;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.StepUp;

/// Forms by which roles are given, taken away and handed over.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AssignmentController {
  private final AccountDesk desk;
  private final Assignments assignments;
  private final Grants grants;
  private final Sessions sessions;

  AssignmentController(
      AccountDesk desk, Assignments assignments, Grants grants, Sessions sessions) {
    this.desk = desk;
    this.assignments = assignments;
    this.grants = grants;
    this.sessions = sessions;
  }

  @Needs("assignments.write")
  @StepUp
  @Post("/accounts/{id}/assignments")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> assign(UUID id, @Body Map<String, String> form) {
    LocalDate from = FormValues.date(form, "from");
    assignments.assign(
        desk.find(id).id(),
        FormValues.role(form),
        FormValues.uuid(form, "unit"),
        from == null ? grants.today() : from,
        FormValues.date(form, "to"),
        form.getOrDefault("decision", "").strip());
    sessions.forget(id);
    return Going.to("/accounts/" + id);
  }

  @Needs("assignments.write")
  @StepUp
  @Post("/assignments/{id}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> end(UUID id, @Body Map<String, String> form) {
    Assignment held = assignments.find(id);
    assignments.end(id, form.getOrDefault("decision", "").strip());
    sessions.forget(held.account());
    return Going.to("/accounts/" + held.account());
  }

  @Needs("assignments.write")
  @StepUp
  @Post("/accounts/{id}/handover")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> handOver(UUID id, @Body Map<String, String> form) {
    UUID to = desk.ofLogin(form.getOrDefault("to", "")).id();
    desk.handOver(id, to, form.getOrDefault("decision", "").strip());
    return Going.to("/accounts/" + to);
  }
}
