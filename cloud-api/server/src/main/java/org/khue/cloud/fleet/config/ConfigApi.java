package org.khue.cloud.fleet.config;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;

/// Configurations of gateways, for programs.
@Controller("/api/v1/gateways/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfigApi {
  private static final String BY_NUMBER = "gateway-configs.by-number";

  private final Configs configs;

  ConfigApi(Configs configs) {
    this.configs = configs;
  }

  /// @param body the room file, YAML
  /// @param note why, in words; may be missing
  record Draft(String body, @Nullable String note) {}

  /// A version with its text.
  record Whole(ConfigVersion version, String body) {}

  @Get("/configs")
  @Operation(summary = "Versions of a gateway's configuration, the newest first, without texts")
  @Needs(Configs.READ)
  Page<ConfigVersion> list(@PathVariable String id, @RequestBean Paging paging) {
    long before = paging.after(BY_NUMBER, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
    List<ConfigVersion> found = configs.versions(id, before, paging.fetch());
    return Page.of(found, paging, version -> Cursor.of(BY_NUMBER, version.number()));
  }

  @Get("/configs/{number}")
  @Operation(summary = "A version of a gateway's configuration with its text")
  @Needs(Configs.READ)
  Whole get(@PathVariable String id, @PathVariable long number) {
    return new Whole(configs.get(id, number), configs.body(id, number));
  }

  @Get("/running-config")
  @Operation(summary = "The room file that a gateway runs, as it has told itself")
  @Needs(Configs.READ)
  RunningConfig running(@PathVariable String id) {
    return configs
        .running(id)
        .orElseThrow(() -> ProblemException.missing("configuration: the gateway has told none"));
  }

  @Put("/config-draft")
  @Operation(summary = "Keeps a text as the gateway's draft, in the place of an earlier draft")
  @ApiResponse(responseCode = "200", description = "the draft; 422 tells what is wrong, by line")
  @Needs(Configs.WRITE)
  ConfigVersion save(@PathVariable String id, @Body Draft draft) {
    String note = draft.note();
    return configs.save(id, draft.body(), note == null ? "" : note);
  }

  @Post("/configs/{number}/send")
  @Operation(summary = "Signs a draft and sends it to the gateway")
  @ApiResponse(responseCode = "200", description = "sent; what becomes of it is told later")
  @Needs(Configs.WRITE)
  HttpResponse<ConfigVersion> send(@PathVariable String id, @PathVariable long number) {
    return HttpResponse.ok(configs.send(id, number));
  }
}
