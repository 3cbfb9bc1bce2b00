package org.khue.cloud.fleet.command;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.contract.Inventory;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// Sends a command from its form on the device's page, where its end shows.
@Controller("/rooms/{gateway}/devices/{device}/commands")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandPages {
  private static final String SECTION = "rooms";

  private final Commands commands;
  private final Fleet fleet;
  private final Pages pages;

  CommandPages(Commands commands, Fleet fleet, Pages pages) {
    this.commands = commands;
    this.fleet = fleet;
    this.pages = pages;
  }

  @Needs(Commands.SEND)
  @Post("/{name}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> send(
      HttpRequest<?> request,
      @PathVariable String gateway,
      @PathVariable String device,
      @PathVariable String name,
      @Body String body) {
    Text text = pages.text(request);
    Device known =
        fleet
            .room(gateway)
            .flatMap(room -> room.device(device))
            .orElseThrow(() -> ProblemException.missing("device"));
    Inventory.Order order =
        known.order(name).orElseThrow(() -> ProblemException.missing("command"));
    FormInput input = CommandForms.of(text, known, order).read(text, Posted.of(body).values());
    if (!input.valid()) {
      return again(request, text, known, order, input);
    }
    try {
      commands.send(
          new Ask(
              gateway,
              device,
              name,
              CommandForms.args(order, input),
              Ask.USUAL,
              order.dangerous() && input.ticked(CommandForms.CONFIRMED)));
    } catch (ProblemException refusal) {
      return again(request, text, known, order, explained(text, order, input, refusal));
    }
    return Done.then(CommandForms.path(gateway, device) + "#commands")
        .saying("command.sent")
        .response(request);
  }

  private static FormInput explained(
      Text text, Inventory.Order order, FormInput input, ProblemException refusal) {
    FormInput shown =
        switch (refusal.status()) {
          case CONFLICT -> input.reject(text.t("command.not-connected"));
          case TOO_MANY_REQUESTS -> input.reject(text.t("command.too-many"));
          default -> {
            if (refusal.faults().isEmpty()) {
              throw refusal;
            }
            yield input;
          }
        };
    for (ProblemException.Fault fault : refusal.faults()) {
      String field = CommandForms.field(order, fault.field());
      shown =
          field.isEmpty() ? shown.reject(fault.message()) : shown.reject(field, fault.message());
    }
    return shown;
  }

  private HttpResponse<?> again(
      HttpRequest<?> request, Text text, Device device, Inventory.Order order, FormInput input) {
    String name = text.name(device.name(), device.id());
    String heading = text.name(order.name(), order.id());
    return pages.page(
        HttpStatus.UNPROCESSABLE_ENTITY,
        request,
        text,
        "fleet/form",
        SECTION,
        heading,
        false,
        Map.of(
            "above",
            List.of(
                new Crumb(text.t("section.rooms"), "/rooms"),
                new Crumb(name, CommandForms.path(device.gateway(), device.id()))),
            "heading",
            heading,
            "explain",
            name,
            "form",
            input));
  }
}
