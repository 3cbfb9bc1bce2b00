package org.khue.cloud.telemetry.internal.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// What gateways sent and the cloud could not take, with the reason.
@Controller("/api/v1/telemetry/set-aside")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SetAsideController {
  private static final String NEWEST = "telemetry.set-aside";

  private final SetAsideStore store;

  SetAsideController(SetAsideStore store) {
    this.store = store;
  }

  @Get
  @Operation(summary = "Entries that could not take effect, with the reason, the newest first")
  @Needs("gateways.see")
  Page<SetAsideStore.Aside> list(@RequestBean Paging paging) {
    return Page.of(
        store.newest(paging.after(NEWEST, 5), paging.fetch()),
        paging,
        one -> SetAsideStore.position(NEWEST, one));
  }
}
