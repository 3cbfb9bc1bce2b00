package org.khue.gateway.local.setup;

import java.util.List;
import java.util.Map;
import org.khue.gateway.config.ProfileEntry;
import org.khue.gateway.discovery.Accepted;
import org.khue.gateway.discovery.Entry;
import org.khue.gateway.discovery.Finding;
import org.khue.gateway.discovery.Inbox;
import org.khue.gateway.local.setup.SetupPages.Surroundings;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;

/// The inbox: what was found, which one it is (let it blink), and taking it into the room.
final class DeviceStep {
  private static final String PATH = SetupPages.PATH + "/devices";

  private final Frame frame;
  private final Surroundings around;

  DeviceStep(Frame frame, Surroundings around) {
    this.frame = frame;
    this.around = around;
  }

  void addTo(Router router) {
    router.get(PATH, Role.INSTALLER, this::show);
    router.post(PATH + "/scan", Role.INSTALLER, this::scan);
    router.post(PATH + "/{key}/blink", Role.INSTALLER, this::blink);
    router.post(PATH + "/{key}/accept", Role.INSTALLER, this::accept);
  }

  private Inbox inbox() {
    Inbox inbox = around.inbox();
    if (inbox == null) {
      throw new Refusal(409, "devices.no-inbox");
    }
    return inbox;
  }

  private Response show(Request request) {
    Texts texts = request.texts();
    Html html = new Html().element("p", texts.get("devices.explain"));
    html.add(request.beginForm(PATH + "/scan")).raw("<button>").text(texts.get("devices.scan"));
    html.raw("</button></form><ul class=devices>");
    List<Finding> findings = inbox().findings();
    for (Finding finding : findings) {
      finding(html, request, finding);
    }
    html.raw("</ul>");
    if (findings.isEmpty()) {
      html.element("p", texts.get("devices.none"));
    }
    return frame.page(request, texts.get("setup.devices"), html);
  }

  private static void finding(Html html, Request request, Finding finding) {
    Texts texts = request.texts();
    String at = PATH + "/" + finding.key();
    html.raw("<li><h2 class=name>").text(finding.candidate().seen()).raw("</h2>");
    html.element("p", finding.standing().words().text(texts.language()));
    html.add(request.beginForm(at + "/blink")).raw("<button class=quiet>");
    html.text(texts.get("devices.blink")).raw("</button></form>");
    if (!finding.profiles().isEmpty()) {
      html.add(request.beginForm(at + "/accept"));
      String id = "profile-" + finding.key();
      html.raw("<label").attribute("for", id).raw(">").text(texts.get("devices.profile"));
      html.raw("</label><select name=profile").attribute("id", id).raw(">");
      for (ProfileEntry profile : finding.profiles()) {
        html.raw("<option").attribute("value", profile.id()).raw(">").text(profile.id());
        html.raw("</option>");
      }
      html.raw("</select>");
      named(html, finding.key(), "id", texts.get("devices.id"), finding.suggestedId());
      named(html, finding.key(), "vi", texts.get("room.name-vi"), "");
      named(html, finding.key(), "en", texts.get("room.name-en"), "");
      html.raw("<p><button>").text(texts.get("devices.accept")).raw("</button></p></form>");
    }
    html.raw("</li>");
  }

  private static void named(Html html, String key, String name, String label, String value) {
    String id = name + "-" + key;
    html.raw("<label").attribute("for", id).raw(">").text(label).raw("</label><input");
    html.attribute("id", id).attribute("name", name).attribute("value", value).raw(" required>");
  }

  private Response scan(Request request) {
    inbox().scan();
    return request.done(request.texts().get("devices.scanning"), PATH);
  }

  private Response blink(Request request) {
    String said = inbox().blink(request.variable("key")).words().text(request.texts().language());
    return request.done(said, PATH);
  }

  private Response accept(Request request) {
    Entry entry =
        new Entry(
            request.form("id"),
            request.form("profile"),
            Map.of("vi", request.form("vi"), "en", request.form("en")),
            Map.of());
    Accepted accepted = inbox().accept(request.variable("key"), entry);
    return request.done(accepted.words().text(request.texts().language()), PATH);
  }
}
