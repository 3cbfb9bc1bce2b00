package org.khue.gateway.local.care;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.khue.contract.ClockState;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.StateParts;
import org.khue.gateway.local.web.Texts;

/// What is wrong and what to do, how the queues stand, over which way the cloud is reached, and
/// what runs here. For technicians.
public final class CarePages {
  static final String PATH = "/care";

  private final Frame frame;
  private final Supplier<Facts> facts;
  private final LogRing ring;
  private final Supplier<GatewayConfig> config;
  private final LogPage log;

  /// @param config with the room that runs
  public CarePages(
      Frame frame, Supplier<Facts> facts, LogRing ring, Supplier<GatewayConfig> config) {
    this.frame = frame;
    this.facts = facts;
    this.ring = ring;
    this.config = config;
    log = new LogPage(frame, ring, () -> new Masking(Secrets.of(config.get())));
  }

  public void addTo(Router router) {
    router.get(PATH, Role.TECHNICIAN, this::page);
    router.get(PATH + "/bundle", Role.TECHNICIAN, request -> bundle());
    log.addTo(router);
    frame.way(PATH, "care", Role.TECHNICIAN);
  }

  private Response page(Request request) {
    Texts texts = request.texts();
    Facts now = facts.get();
    Html html = new Html().raw("<div id=care data-live>");
    faults(html, now, texts);
    cloud(html, now, texts);
    now.queues().forEach(queue -> queue(html, queue, texts));
    machine(html, now, texts);
    html.raw("</div><h2>").text(texts.get("care.bundle")).raw("</h2><p>");
    html.text(texts.get("care.bundle-hint")).raw("</p><p><a class=button href=" + PATH);
    html.raw("/bundle download>").text(texts.get("care.take")).raw("</a><a class=\"button quiet\"");
    html.raw(" href=" + LogPage.PATH + ">").text(texts.get("log")).raw("</a></p>");
    return frame.page(request, texts.get("care"), html);
  }

  private Response bundle() throws java.io.IOException {
    GatewayConfig running = config.get();
    Bundle bundle = new Bundle(new Masking(Secrets.of(running)));
    BundleParts.running(bundle, facts.get(), ring);
    BundleParts.configured(bundle, running);
    return Response.download(
        "khue-" + running.gateway() + ".zip", "application/zip", bundle::writeTo);
  }

  private static void faults(Html html, Facts now, Texts texts) {
    LocalStatus status = now.status();
    html.element("h2", texts.get("care.faults")).raw("<ul class=devices>");
    boolean none = true;
    for (String fault : faults(now)) {
      none = false;
      html.raw("<li class=OFFLINE lang=en>").text(fault).raw("</li>");
    }
    for (DeviceStatus device : status.devices()) {
      if (StateParts.isFault(device)) {
        none = false;
        html.raw("<li class=").raw(device.state().name()).raw(">");
        html.element("h3", texts.pick(device.name()));
        StateParts.state(html, device, texts);
        StateParts.fault(html, device, texts);
        html.raw("</li>");
      }
    }
    html.raw("</ul>");
    if (none) {
      html.element("p", texts.get("care.no-faults"));
    }
  }

  private static List<String> faults(Facts now) {
    return java.util.stream.Stream.of(now.status().journalFault(), now.uplinkFault())
        .filter(java.util.Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }

  private static void cloud(Html html, Facts now, Texts texts) {
    html.element("h2", texts.get("cloud")).raw("<dl>");
    html.row(texts.get("care.way"), now.way() == null ? texts.get("cloud.no") : now.way().name());
    html.raw("</dl>");
  }

  private static void queue(Html html, Facts.Queue queue, Texts texts) {
    String stream = queue.stream().name().toLowerCase(Locale.ROOT);
    html.element("h2", texts.get("care.queue." + stream)).raw("<dl>");
    html.row(texts.get("care.waiting"), texts.get("care.entries", queue.waiting()));
    html.row(
        texts.get("care.oldest"),
        queue.waiting() == 0 ? texts.get("queue.empty") : age(queue.oldestSeconds(), texts));
    html.row(texts.get("care.acknowledged"), age(queue.acknowledgedSecondsAgo(), texts));
    html.row(texts.get("care.on-disk"), bytes(queue.bytes(), texts));
    html.row(texts.get("care.given-up"), texts.get("care.entries", queue.givenUp()));
    html.raw("</dl>");
  }

  private static String age(long seconds, Texts texts) {
    return seconds < 0 ? texts.get("care.unknown") : texts.ago(seconds);
  }

  private static void machine(Html html, Facts now, Texts texts) {
    Facts.Space space = now.space();
    LocalStatus status = now.status();
    html.element("h2", texts.get("care.machine")).raw("<dl>");
    html.row(
        texts.get("care.journal"),
        texts.get("care.of", bytes(space.journal(), texts), bytes(space.limit(), texts)));
    html.row(
        texts.get("care.free"),
        space.free() < 0 ? texts.get("care.unknown") : bytes(space.free(), texts));
    html.row(texts.get("clock"), clock(status.clock(), now, texts));
    html.row(texts.get("since"), texts.ago(status.uptimeSeconds()));
    html.row(texts.get("care.boot"), Integer.toString(status.boot()));
    html.row(texts.get("version"), status.version() + " · " + now.built());
    html.row(
        texts.get("care.configuration"),
        now.configuration().isEmpty() ? texts.get("care.own-room") : now.configuration());
    html.row("Java", Runtime.version().toString()).raw("</dl>");
  }

  private static String clock(ClockState state, Facts now, Texts texts) {
    return texts.get("clock." + state) + " – " + texts.get("care.clock." + now.clockSource());
  }

  static String bytes(long bytes, Texts texts) {
    return bytes < 1_000_000_000L
        ? texts.number(bytes / 1e6) + " MB"
        : texts.number(bytes / 1e9) + " GB";
  }
}
