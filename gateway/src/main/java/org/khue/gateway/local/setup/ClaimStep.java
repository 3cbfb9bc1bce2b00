package org.khue.gateway.local.setup;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.khue.gateway.identity.ClaimCommand.Sticker;
import org.khue.gateway.local.setup.SetupPages.Owner;
import org.khue.gateway.local.setup.SetupPages.Surroundings;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Person;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;

/// Claims the running gateway with what stands on its sticker: the whole content of the QR code in
/// one field, or its three values. Open to anybody until the gateway is claimed: the code is the
/// proof.
final class ClaimStep {
  private static final String PATH = SetupPages.PATH + "/claim";
  private static final String ADDRESS = "https?://[A-Za-z0-9.:\\[\\]-]+";

  private final Frame frame;
  private final Surroundings around;
  private final Dispatcher dispatcher;

  ClaimStep(Frame frame, Surroundings around, Dispatcher dispatcher) {
    this.frame = frame;
    this.around = around;
    this.dispatcher = dispatcher;
  }

  void addTo(Router router) {
    router.get(PATH, Role.ANYBODY, request -> form(200, request, "", ""));
    router.post(PATH, Role.ANYBODY, this::claim);
  }

  private Owner owner() {
    Owner owner = around.owner();
    if (owner == null || owner.claimed()) {
      throw new Refusal(409, "claim.already");
    }
    return owner;
  }

  private Response form(int code, Request request, String fault, String detail) {
    owner();
    Texts texts = request.texts();
    Html html = new Html();
    SetupPages.fault(html, fault);
    if (!detail.isEmpty()) {
      html.raw("<p lang=en class=soft>").text(detail).raw("</p>");
    }
    html.element("p", texts.get("claim.explain"));
    html.add(request.beginForm(PATH)).raw("<label for=sticker>").text(texts.get("claim.sticker"));
    html.raw("</label><textarea id=sticker name=sticker rows=3 autocomplete=off");
    html.raw(" spellcheck=false placeholder=\"khue:claim?…\"></textarea><p class=hint>");
    html.text(texts.get("claim.sticker-hint")).raw("</p><details><summary>");
    html.text(texts.get("claim.by-hand")).raw("</summary>");
    String plain = " autocomplete=off spellcheck=false";
    SetupPages.field(html, "cloud", texts.get("claim.cloud"), request.form("cloud"), plain);
    SetupPages.field(html, "ca", texts.get("claim.ca"), request.form("ca"), plain);
    SetupPages.field(html, "code", texts.get("claim.code"), "", plain);
    html.raw("</details><button>").text(texts.get("claim.do")).raw("</button></form>");
    return frame.page(code, request, texts.get("setup.claim"), html);
  }

  private Response claim(Request request) {
    Owner owner = owner();
    Texts texts = request.texts();
    Map<String, String> told = told(request);
    String gateway = told.getOrDefault("gateway", "");
    String own = around.status().get().gateway();
    if (!gateway.isEmpty() && !gateway.equals(own)) {
      return form(422, request, texts.get("claim.other", gateway, own), "");
    }
    String cloud = told.getOrDefault("cloud", "").replaceAll("/$", "");
    if (!cloud.matches(ADDRESS) || !Sticker.isSafe(URI.create(cloud))) {
      return form(422, request, texts.get("claim.bad-cloud"), "");
    }
    Sticker sticker =
        new Sticker(
            URI.create(cloud),
            told.getOrDefault("ca", "").toLowerCase(Locale.ROOT),
            told.getOrDefault("code", ""));
    if (!sticker.faults().isEmpty()) {
      return form(422, request, texts.get("claim.incomplete"), "");
    }
    Optional<String> fault = owner.claim(sticker);
    if (fault.isPresent()) {
      return form(502, request, texts.get("claim.failed"), fault.get());
    }
    // Whoever holds the code holds the sticker, so the PIN as well.
    return dispatcher.signIn(request, Person.WITH_PIN, SetupPages.PATH);
  }

  /// What the sticker says, from the QR code's content or from the fields.
  private static Map<String, String> told(Request request) {
    String content = request.form("sticker");
    Map<String, String> told = new HashMap<>();
    if (!content.startsWith("khue:claim?")) {
      told.put("cloud", request.form("cloud"));
      told.put("ca", request.form("ca"));
      told.put("code", request.form("code"));
      return told;
    }
    for (String pair : content.substring("khue:claim?".length()).split("&", 10)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          told.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          throw new Refusal(422, "claim.incomplete");
        }
      }
    }
    return told;
  }
}
