package org.khue.cloud.fleet.internal.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Placement;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Where gateways stand.
@Controller("/api/v1/gateways")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GatewayApi {
  private static final String BY_ID = "gateways.by-id";

  private final Placements placements;

  GatewayApi(Placements placements) {
    this.placements = placements;
  }

  /// @param room of the unit's register; absent for none
  record Place(UUID unit, @Nullable UUID room) {}

  @Get
  @Operation(summary = "Where the gateways stand, by id")
  @Needs("gateways.see")
  Page<Placement> list(@RequestBean Paging paging) {
    String after = paging.after(BY_ID, 1).map(cursor -> cursor.text(0)).orElse("");
    List<Placement> found =
        placements.all().stream()
            .sorted(Comparator.comparing(Placement::gateway))
            .filter(some -> some.gateway().compareTo(after) > 0)
            .limit(paging.fetch())
            .toList();
    return Page.of(found, paging, some -> Cursor.of(BY_ID, some.gateway()));
  }

  @Get("/{id}")
  @Operation(summary = "Where one gateway stands")
  @Needs("gateways.see")
  HttpResponse<Placement> get(HttpRequest<?> request, @PathVariable String id) {
    Placement placement = placements.get(id);
    return ETags.answer(request, placement, placement.version());
  }

  @Put("/{id}/placement")
  @Operation(summary = "Puts a gateway into a unit and a room of its register")
  @Needs(Placements.PLACE)
  HttpResponse<Placement> place(HttpRequest<?> request, @PathVariable String id, @Body Place body) {
    placements.requirePlace(id);
    int version = (int) Math.min(Integer.MAX_VALUE, ETags.seen(request));
    Placement placed = placements.place(id, version, body.unit(), body.room());
    return HttpResponse.ok(placed).header("ETag", ETags.of(placed.version()));
  }
}
