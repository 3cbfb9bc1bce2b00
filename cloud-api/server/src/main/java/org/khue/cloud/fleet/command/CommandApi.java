package org.khue.cloud.fleet.command;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Commands for programs.
@Controller("/api/v1/gateways/{gateway}/devices/{device}/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandApi {
  private static final String NEWEST = "commands.newest";

  private final Commands commands;

  CommandApi(Commands commands) {
    this.commands = commands;
  }

  /// @param name the command of the device's profile
  /// @param args by id; none when absent
  /// @param validSeconds so long it may be begun, 30 when absent
  /// @param confirmed true to confirm a dangerous one a second time
  record NewCommand(
      String name,
      @Nullable Map<String, Object> args,
      @Nullable Integer validSeconds,
      @Nullable Boolean confirmed) {}

  @Post
  @Operation(summary = "Sends a command to a device; how it ends is told by its record")
  @Needs(Commands.SEND)
  HttpResponse<DeviceCommand> send(
      @PathVariable String gateway, @PathVariable String device, @Body NewCommand body) {
    DeviceCommand sent =
        commands.send(
            new Ask(
                gateway,
                device,
                body.name(),
                body.args() == null ? Map.of() : body.args(),
                body.validSeconds() == null ? Ask.USUAL : Duration.ofSeconds(body.validSeconds()),
                Boolean.TRUE.equals(body.confirmed())));
    URI place =
        URI.create("/api/v1/gateways/" + gateway + "/devices/" + device + "/commands/" + sent.id());
    return HttpResponse.created(sent, place);
  }

  @Get
  @Operation(summary = "Commands of a device, the newest first")
  @Needs("rooms.see")
  Page<DeviceCommand> list(
      @PathVariable String gateway, @PathVariable String device, @RequestBean Paging paging) {
    List<DeviceCommand> found =
        paging
            .after(NEWEST, 1)
            .map(cursor -> commands.before(gateway, device, cursor.uuid(0), paging.fetch()))
            .orElseGet(() -> commands.newest(gateway, device, paging.fetch()));
    return Page.of(found, paging, command -> Cursor.of(NEWEST, command.id()));
  }

  @Get("/{id}")
  @Operation(summary = "One command, and how it ended")
  @Needs("rooms.see")
  DeviceCommand get(
      @PathVariable String gateway, @PathVariable String device, @PathVariable UUID id) {
    return commands.get(gateway, device, id);
  }
}
