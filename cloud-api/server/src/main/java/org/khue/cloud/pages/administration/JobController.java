package org.khue.cloud.pages.administration;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableSpec;

/// Long work: one's own, and what goes on within the scope.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class JobController {
  private final Jobs jobs;
  private final JobWords words;
  private final Tables tables;
  private final Pages pages;

  JobController(Jobs jobs, JobWords words, Tables tables, Pages pages) {
    this.jobs = jobs;
    this.words = words;
    this.tables = tables;
    this.pages = pages;
  }

  @SignedIn
  @Get("/jobs")
  @Produces(MediaType.ALL)
  HttpResponse<?> mine(HttpRequest<?> request) {
    return list(request, jobs.mine(), true);
  }

  @Needs("jobs.read")
  @Get("/jobs/all")
  @Produces(MediaType.ALL)
  HttpResponse<?> all(HttpRequest<?> request) {
    return list(request, jobs.all(), false);
  }

  @SignedIn
  @Get("/jobs/{id}")
  HttpResponse<String> one(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    JobStatus job = find(id);
    JobCard card = words.card(text, job);
    return pages.page(
        request,
        text,
        "administration/job",
        AdministrationModule.JOBS,
        card.kind(),
        false,
        Map.of("job", card, "view", words.view(text, job)));
  }

  /// The changing part of a job's page.
  @SignedIn
  @Get("/jobs/{id}/piece")
  HttpResponse<String> piece(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    return pages.piece(
        "part/job",
        Map.of(
            "text",
            text,
            "job",
            words.view(text, find(id)),
            "refreshHref",
            "/jobs/" + id + "/piece"));
  }

  @SignedIn
  @Post("/jobs/{id}/cancel")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> cancel(@PathVariable UUID id) {
    JobStatus job = find(id);
    boolean ignored = jobs.cancel(job.id()); // one that ended meanwhile shows how it ended
    return HttpResponse.seeOther(URI.create("/jobs/" + id));
  }

  @SignedIn
  @Get(uri = "/jobs/{id}/result", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<SystemFile> result(@PathVariable UUID id) {
    JobStatus job = find(id);
    SystemFile file =
        new SystemFile(jobs.result(id).toFile(), MediaType.APPLICATION_OCTET_STREAM_TYPE);
    return HttpResponse.ok(file)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename*=UTF-8''"
                + URLEncoder.encode(String.valueOf(job.resultName()), StandardCharsets.UTF_8)
                    .replace("+", "%20"));
  }

  private JobStatus find(UUID id) {
    return jobs.find(id).orElseThrow(() -> ProblemException.missing("job"));
  }

  private HttpResponse<?> list(HttpRequest<?> request, List<JobStatus> found, boolean mine) {
    Text text = pages.text(request);
    List<JobCard> cards = found.stream().map(job -> words.card(text, job)).toList();
    TableSpec<JobCard> spec = JobList.spec(text, mine);
    return tables.answer(
        request,
        text,
        spec,
        JobList.source(text, spec, cards),
        view ->
            pages.page(
                request,
                text,
                "administration/jobs",
                AdministrationModule.JOBS,
                text.t("jobs.title"),
                false,
                Map.of(
                    "table",
                    view,
                    "mine",
                    mine,
                    "mayAll",
                    Acting.required().caller().holds("jobs.read"))));
  }
}
