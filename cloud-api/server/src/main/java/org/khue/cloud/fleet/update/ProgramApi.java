package org.khue.cloud.fleet.update;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Programs of gateways, for programs.
@Controller("/api/v1/gateway-programs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProgramApi {
  private static final String BY_GATEWAY = "gateway-programs.by-gateway";

  private final Programs programs;

  ProgramApi(Programs programs) {
    this.programs = programs;
  }

  @Get
  @Operation(summary = "Which version of its program each gateway runs, and its newest update")
  @Needs(Programs.SEE)
  Page<Program> list(@RequestBean Paging paging) {
    String after = paging.after(BY_GATEWAY, 1).map(cursor -> cursor.parts().getFirst()).orElse("");
    return Page.of(
        programs.after(after, paging.fetch()),
        paging,
        program -> Cursor.of(BY_GATEWAY, program.gateway()));
  }
}
