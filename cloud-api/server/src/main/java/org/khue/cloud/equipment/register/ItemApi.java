package org.khue.cloud.equipment.register;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// The register for programs.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ItemApi {
  private static final String BY_ID = "equipment.by-id";

  private final Items items;
  private final ItemTypes types;

  ItemApi(Items items, ItemTypes types) {
    this.items = items;
    this.types = types;
  }

  /// @param state from now on
  /// @param reason in words; a loss and a disposal need one
  record Turn(ItemState state, String reason) {}

  @Get("/equipment/types")
  @Operation(summary = "Types of equipment: the city's and those within the scope, by code")
  @Needs(Items.READ)
  List<ItemType> types() {
    return types.all();
  }

  @Get("/equipment/items")
  @Operation(summary = "Items of equipment, of one school or all within the scope")
  @Needs(Items.READ)
  Page<Item> list(@Nullable @QueryValue UUID unit, @RequestBean Paging paging) {
    UUID after = paging.after(BY_ID, 1).map(cursor -> cursor.uuid(0)).orElse(null);
    return Page.of(
        items.page(unit, after, paging.fetch()), paging, item -> Cursor.of(BY_ID, item.id()));
  }

  @Get("/equipment/items/{id}")
  @Operation(summary = "One item")
  @Needs(Items.READ)
  HttpResponse<Item> get(HttpRequest<?> request, @PathVariable UUID id) {
    Item item = items.get(id);
    return ETags.answer(request, item, item.version());
  }

  @Post("/units/{unit}/equipment/items")
  @Operation(summary = "Adds an item; the answer has the code of its label")
  @ApiResponse(responseCode = "201", description = "the item")
  @Needs(Items.WRITE)
  HttpResponse<Item> add(@PathVariable UUID unit, @Body ItemFacts facts) {
    Item item = items.add(unit, facts);
    return HttpResponse.<Item>created(URI.create("/api/v1/equipment/items/" + item.id()))
        .body(item)
        .header(HttpHeaders.ETAG, ETags.of(item.version()));
  }

  @Put("/equipment/items/{id}")
  @Operation(summary = "Replaces what is known of an item")
  @Needs(Items.WRITE)
  HttpResponse<Item> change(HttpRequest<?> request, @PathVariable UUID id, @Body ItemFacts facts) {
    return changed(items.change(id, seen(request), facts));
  }

  @Put("/equipment/items/{id}/state")
  @Operation(summary = "Says how an item is from now on")
  @Needs(Items.WRITE)
  HttpResponse<Item> turn(HttpRequest<?> request, @PathVariable UUID id, @Body Turn turn) {
    return changed(items.turn(id, seen(request), turn.state(), turn.reason()));
  }

  private static int seen(HttpRequest<?> request) {
    return (int) Math.min(ETags.seen(request), Integer.MAX_VALUE);
  }

  private static HttpResponse<Item> changed(Item item) {
    return HttpResponse.ok(item).header(HttpHeaders.ETAG, ETags.of(item.version()));
  }
}
