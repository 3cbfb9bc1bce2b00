package org.khue.gateway.local.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.khue.driver.CommandSpec;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.local.room.Orders.Ended;
import org.khue.gateway.local.room.RoomPages.Surroundings;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Orders to the devices of the room: typed by their profile, dangerous ones confirmed, and told
/// what came of them.
final class Controls {
  private static final Logger log = LoggerFactory.getLogger(Controls.class);

  /// So long the browser waits for the receipt; the order goes on after it.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Frame frame;
  private final Surroundings around;

  Controls(Frame frame, Surroundings around) {
    this.frame = frame;
    this.around = around;
  }

  void addTo(Router router) {
    router.post(RoomPages.PATH + "/{device}/{command}", Role.USER, this::order);
  }

  /// One form a command.
  void add(Html html, Request request, RoomDevice device) {
    List<CommandSpec> commands = device.profile().orders();
    if (commands.isEmpty()) {
      return;
    }
    html.element("h2", request.texts().get("controls"));
    for (CommandSpec command : commands) {
      if (Danger.of(command) && !request.role().may(Role.TECHNICIAN)) {
        continue;
      }
      html.add(request.beginForm(RoomPages.PATH + "/" + device.id() + "/" + command.id()));
      Arguments.fields(html, command, request.texts());
      html.raw("<button").raw(Danger.of(command) ? " class=danger>" : ">");
      html.text(request.texts().pick(command.name())).raw("</button></form>");
    }
  }

  private Response order(Request request) {
    RoomDevice device = RoomPages.find(around, request.variable("device"));
    CommandSpec command =
        device.profile().orders().stream()
            .filter(each -> each.id().equals(request.variable("command")))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "refused.no-command"));
    if (Danger.of(command)) {
      if (!request.role().may(Role.TECHNICIAN)) {
        throw new Refusal(403, "refused.role");
      }
      if (request.form("sure").isEmpty()) {
        return confirm(request, device, command);
      }
    }
    Map<String, Object> args = Arguments.read(command, request);
    return request.done(said(device, command, args, request), RoomPages.PATH + "/" + device.id());
  }

  private Response confirm(Request request, RoomDevice device, CommandSpec command) {
    Texts texts = request.texts();
    Html html = new Html().element("p", texts.get("confirm.ask", texts.pick(device.name())));
    html.add(request.beginForm(request.path())).raw("<input type=hidden name=sure value=yes>");
    Arguments.hidden(html, command, request);
    html.raw("<button class=danger>").text(texts.pick(command.name())).raw("</button>");
    html.raw("<a class=\"button quiet\"").attribute("href", RoomPages.PATH + "/" + device.id());
    html.raw(">").text(texts.get("confirm.no")).raw("</a></form>");
    return frame.page(request, texts.pick(command.name()), html);
  }

  private String said(
      RoomDevice device, CommandSpec command, Map<String, Object> args, Request request) {
    Texts texts = request.texts();
    String what = texts.pick(command.name());
    try {
      Ended ended =
          around
              .orders()
              .order(device.id(), command.id(), args, by(request))
              .toCompletableFuture()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return texts.get(ended.done() ? "order.done" : "order.failed", what, ended.reason());
    } catch (TimeoutException e) {
      return texts.get("order.waits", what);
    } catch (ExecutionException e) {
      log.error("An order to {} broke", device.id(), e.getCause());
      return texts.get("order.failed", what, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return texts.get("order.waits", what);
    }
  }

  /// PIN or card, never a name: orders go to the cloud.
  private static String by(Request request) {
    return "local:" + request.by();
  }
}
