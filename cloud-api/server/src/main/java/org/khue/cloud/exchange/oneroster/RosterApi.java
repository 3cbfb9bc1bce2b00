package org.khue.cloud.exchange.oneroster;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.cloud.platform.security.Needs;

/// Rosters as OneRoster 1.2 files: start an export, ask how far it is, fetch its ZIP.
@Controller("/api/v1/oneroster/exports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterApi {
  private static final String PATH = "/api/v1/oneroster/exports/";

  private final RosterExports exports;

  RosterApi(RosterExports exports) {
    this.exports = exports;
  }

  /// What is to be exported.
  ///
  /// @param year in which the school year begins; absent for the current one
  /// @param demographics whether dates of birth and sex go along; absent for no
  record NewExport(UUID unit, @Nullable Integer year, @Nullable Boolean demographics) {
    RosterOptions options() {
      return new RosterOptions(unit, year == null ? 0 : year, demographics != null && demographics);
    }
  }

  /// An export as it stands.
  ///
  /// @param state `WAITING`, `RUNNING`, `DONE`, `FAILED` or `CANCELLED`
  /// @param people how many are done
  /// @param fault why it failed; absent if it did not
  /// @param file where its ZIP is fetched; absent until it is done
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Export(UUID id, String state, long people, @Nullable String fault, @Nullable String file) {
    static Export of(JobStatus job) {
      return new Export(
          job.id(),
          job.state().name(),
          job.done(),
          job.fault().isEmpty() ? null : job.fault(),
          job.resultName() == null ? null : PATH + job.id() + "/file");
    }
  }

  @Operation(summary = "Starts the export of a unit's roster and of all below it")
  @Post
  @Needs(RosterExports.RIGHT)
  HttpResponse<Export> start(@Body NewExport body) {
    UUID id = exports.start(body.options());
    return HttpResponse.<Export>accepted(URI.create(PATH + id)).body(Export.of(exports.get(id)));
  }

  @Operation(summary = "How far an export of one's own is")
  @Get("/{id}")
  @Needs(RosterExports.RIGHT)
  Export get(@PathVariable UUID id) {
    return Export.of(exports.get(id));
  }

  @Operation(summary = "The ZIP of an export of one's own")
  @Get("/{id}/file")
  @Produces(ExportJob.TYPE)
  @Needs(RosterExports.RIGHT)
  HttpResponse<SystemFile> file(@PathVariable UUID id) {
    String name = String.valueOf(exports.get(id).resultName());
    SystemFile zip = new SystemFile(exports.file(id).toFile(), MediaType.of(ExportJob.TYPE));
    return HttpResponse.ok(zip)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
  }
}
