package org.khue.gateway.local.room;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.khue.driver.PointSpec;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.StateParts;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.LiveValues;
import org.khue.gateway.pipeline.LiveValues.Value;
import org.khue.web.i18n.Units;

/// The room now, and one of its devices with charts and orders. An old value is never shown as what
/// is now.
public final class RoomPages {
  /// Where a device's page is.
  static final String PATH = "/room";

  private final Frame frame;
  private final Surroundings around;
  private final Controls controls;

  /// What the pages show.
  ///
  /// @param room what runs
  public record Surroundings(
      Supplier<Room> room,
      Supplier<List<DeviceStatus>> statuses,
      LiveValues live,
      TimeSource time,
      Orders orders) {}

  public RoomPages(Frame frame, Surroundings around) {
    this.frame = frame;
    this.around = around;
    controls = new Controls(frame, around);
  }

  public void addTo(Router router) {
    router.get(PATH, Role.USER, this::room);
    router.get(PATH + "/{device}", Role.USER, this::device);
    controls.addTo(router);
    frame.way(PATH, "room", Role.USER);
  }

  private Response room(Request request) {
    Texts texts = request.texts();
    Html html = new Html().raw("<div id=values data-live>");
    List<RoomDevice> devices = around.room().get().devices();
    if (devices.isEmpty()) {
      html.element("p", texts.get("room.empty"));
    }
    html.raw("<ul class=devices>");
    for (RoomDevice device : devices) {
      Optional<DeviceStatus> status = status(device.id());
      html.raw("<li class=").raw(status.map(each -> each.state().name()).orElse("CONFIGURED"));
      html.raw("><h2 class=name><a").attribute("href", PATH + "/" + device.id()).raw(">");
      html.text(texts.pick(device.name())).raw("</a></h2>");
      status.ifPresent(each -> {
        StateParts.state(html, each, texts);
        StateParts.fault(html, each, texts);
      });
      values(html, device, texts);
      html.raw("</li>");
    }
    html.raw("</ul></div>");
    return frame.page(request, texts.get("room"), html);
  }

  private Response device(Request request) {
    Texts texts = request.texts();
    RoomDevice device = find(around, request.variable("device"));
    Html html = new Html().raw("<div id=device data-live class=card>");
    status(device.id())
        .ifPresent(status -> {
          StateParts.state(html, status, texts);
          StateParts.fault(html, status, texts);
        });
    values(html, device, texts);
    long now = around.time().monotonicMicros();
    for (PointSpec point : device.profile().points()) {
      List<LiveValues.Slot> slots = around.live().history(device.id(), point.id(), now);
      if (point.states().isEmpty() && slots.size() > 1) {
        html.element("h2", texts.pick(point.name()));
        Chart.add(html, slots, Units.shown(point.unit()), texts);
      }
    }
    html.raw("</div>");
    controls.add(html, request, device);
    return frame.page(request, texts.pick(device.name()), html);
  }

  private void values(Html html, RoomDevice device, Texts texts) {
    html.raw("<table>");
    for (PointSpec point : device.profile().points()) {
      html.raw("<tr><th scope=row>").text(texts.pick(point.name())).raw("</th>");
      Optional<Value> latest = around.live().latest(device.id(), point.id());
      if (latest.isPresent() && latest.get().current()) {
        html.raw("<td class=number>").text(shown(point, latest.get(), texts)).raw("</td><td>");
        html.text(ago(latest.get(), texts)).raw("</td></tr>");
      } else {
        missing(html, device, point, texts);
      }
    }
    html.raw("</table>");
  }

  /// What was last known is told as such, with its age.
  private void missing(Html html, RoomDevice device, PointSpec point, Texts texts) {
    html.raw("<td class=number>").text(texts.get("value.none")).raw("</td><td class=old>");
    around
        .live()
        .lastGood(device.id(), point.id())
        .ifPresent(
            old -> html.text(texts.get("value.old", shown(point, old, texts), ago(old, texts))));
    html.raw("</td></tr>");
  }

  private static String shown(PointSpec point, Value value, Texts texts) {
    String state = value.state();
    return state == null
        ? Chart.shown(value.value(), Units.shown(point.unit()), texts)
        : texts.orElse("value." + state, state);
  }

  private String ago(Value value, Texts texts) {
    long micros = around.time().monotonicMicros() - value.monotonicMicros();
    return texts.ago(Math.max(0, micros / 1_000_000));
  }

  private Optional<DeviceStatus> status(String device) {
    return around.statuses().get().stream().filter(each -> each.id().equals(device)).findFirst();
  }

  static RoomDevice find(Surroundings around, String id) {
    return around.room().get().devices().stream()
        .filter(device -> device.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "refused.no-device"));
  }
}
