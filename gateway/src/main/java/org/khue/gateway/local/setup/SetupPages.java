package org.khue.gateway.local.setup;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.driver.TimeSource;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.discovery.Inbox;
import org.khue.gateway.discovery.RoomBook;
import org.khue.gateway.identity.ClaimCommand.Sticker;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.LiveValues;

/// The wizard's way: claim, room, devices, acceptance test.
public final class SetupPages {
  static final String PATH = "/setup";

  private static final String[] STEPS = {"claim", "room", "devices", "test"};

  private final Frame frame;
  private final Surroundings around;
  private final ClaimStep claim;
  private final RoomStep room;
  private final DeviceStep devices;
  private final TestStep test;

  /// Whose gateway this is.
  public interface Owner {
    boolean claimed();

    /// @return empty when it is claimed; otherwise what came of it, in words
    Optional<String> claim(Sticker sticker);
  }

  /// What the wizard works on.
  ///
  /// @param owner null for a gateway with a secret, which is not claimed
  /// @param inbox null where nothing can be looked for
  /// @param bench of the acceptance test
  public record Surroundings(
      @Nullable Owner owner,
      RoomBook book,
      @Nullable Inbox inbox,
      Supplier<LocalStatus> status,
      Supplier<List<DeviceStatus>> statuses,
      LiveValues live,
      TimeSource time,
      Bench bench) {
    boolean unclaimed() {
      return owner != null && !owner.claimed();
    }
  }

  public SetupPages(Frame frame, Surroundings around, Dispatcher dispatcher) {
    this.frame = frame;
    this.around = around;
    claim = new ClaimStep(frame, around, dispatcher);
    room = new RoomStep(frame, around);
    devices = new DeviceStep(frame, around);
    test = new TestStep(frame, around);
  }

  public void addTo(Router router) {
    router.get(PATH, Role.ANYBODY, this::start);
    claim.addTo(router);
    room.addTo(router);
    devices.addTo(router);
    test.addTo(router);
    frame.way(PATH, "setup", Role.INSTALLER);
  }

  /// Before the claim there is one open step; after it, the PIN opens the others.
  private Response start(Request request) {
    if (around.unclaimed()) {
      return Response.seeOther(PATH + "/claim");
    }
    if (!request.role().may(Role.INSTALLER)) {
      return Response.seeOther("/sign-in?to=" + PATH);
    }
    Texts texts = request.texts();
    Html html = new Html().raw("<ol class=steps>");
    for (String step : STEPS) {
      html.raw("<li class=card>");
      if (step.equals("claim")) {
        html.element("strong", texts.get("setup.claim")).raw(" ");
        html.text(texts.get(around.owner() == null ? "setup.secret" : "setup.claimed"));
      } else {
        html.raw("<a").attribute("href", PATH + "/" + step).raw("><strong>");
        html.text(texts.get("setup." + step)).raw("</strong></a>");
        html.element("p", texts.get("setup." + step + "-hint"));
      }
      html.raw("</li>");
    }
    return frame.page(request, texts.get("setup"), html.raw("</ol>"));
  }

  /// A field of a form with its label.
  static void field(Html html, String name, String label, String value, String more) {
    html.raw("<label").attribute("for", name).raw(">").text(label).raw("</label><input");
    html.attribute("id", name).attribute("name", name).attribute("value", value);
    html.raw(more).raw(">");
  }

  /// Why a form was not taken.
  static void fault(Html html, String text) {
    if (!text.isEmpty()) {
      html.raw("<p class=fault role=alert>").text(text).raw("</p>");
    }
  }
}
