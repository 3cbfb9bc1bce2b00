package org.khue.gateway.local.alarm;

import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.Acknowledgement;
import org.khue.gateway.pipeline.AlarmDesk;
import org.khue.gateway.pipeline.StandingAlarm;

/// What is wrong in the room and what to do: for everybody who is there. Whoever is signed in says
/// that they take care of it.
public final class AlarmPages {
  private static final String PATH = "/alarms";
  private static final int PATIENCE_SECONDS = 5;

  private final Frame frame;
  private final AlarmDesk desk;
  private final GatewayClock clock;

  public AlarmPages(Frame frame, AlarmDesk desk, GatewayClock clock) {
    this.frame = frame;
    this.desk = desk;
    this.clock = clock;
  }

  public void addTo(Router router) {
    router.get(PATH, Role.ANYBODY, this::page);
    router.post(PATH + "/acknowledge", Role.USER, this::acknowledge);
    frame.way(PATH, "alarms", Role.ANYBODY);
  }

  private Response page(Request request) {
    Texts texts = request.texts();
    Html html = new Html().raw("<div id=alarms data-live>");
    var standing = desk.standing();
    if (standing.isEmpty()) {
      html.raw("<p class=status>").text(texts.get("alarms.none")).raw("</p>");
    }
    html.raw("<ul class=devices>");
    for (StandingAlarm alarm : standing) {
      alarm(html, alarm, request);
    }
    html.raw("</ul></div>");
    return frame.page(request, texts.get("alarms"), html);
  }

  private void alarm(Html html, StandingAlarm alarm, Request request) {
    Texts texts = request.texts();
    String severity = alarm.rule().severity().name().toLowerCase(Locale.ROOT);
    html.raw("<li class=alarm-" + severity + "><h2>").text(texts.pick(alarm.rule().message()));
    html.raw("</h2><p class=state>").text(texts.get("alarms." + severity)).raw(" · ");
    html.text(texts.ago(secondsSince(alarm.raised()))).raw("</p>");
    html.raw("<p class=next>").text(texts.get("next")).raw(" ");
    html.text(texts.pick(alarm.rule().action())).raw("</p>");
    steps(html, texts.pick(alarm.rule().procedure()));
    Acknowledgement seen = alarm.acknowledged();
    if (seen != null) {
      html.element("p", texts.get("alarms.seen", texts.ago(secondsSince(seen.at()))));
    } else if (request.role().may(Role.USER)) {
      html.add(request.beginForm(PATH + "/acknowledge")).raw("<input type=hidden name=alarm");
      html.attribute("value", alarm.rule().id()).raw("><button>");
      html.text(texts.get("alarms.acknowledge")).raw("</button></form>");
    } else {
      html.element("p", texts.get("alarms.sign-in"));
    }
    html.raw("</li>");
  }

  private static void steps(Html html, String procedure) {
    if (!procedure.isBlank()) {
      html.raw("<ol>");
      procedure.lines().filter(step -> !step.isBlank()).forEach(step -> html.element("li", step));
      html.raw("</ol>");
    }
  }

  /// -1 if the clock of a former boot cannot tell.
  private long secondsSince(Stamp at) {
    Stamp now = clock.now();
    if (at.boot() == now.boot()) {
      return Math.max(0, (now.monotonicMicros() - at.monotonicMicros()) / 1_000_000);
    }
    boolean dated = at.clock() != ClockState.UNSYNCED && now.clock() != ClockState.UNSYNCED;
    return dated ? Math.max(0, (now.wallMicros() - at.wallMicros()) / 1_000_000) : -1;
  }

  private Response acknowledge(Request request) {
    Texts texts = request.texts();
    try {
      AlarmDesk.Answer answer =
          desk.acknowledge(request.form("alarm"), request.by())
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return request.done(texts.get("alarms.answer." + answer), PATH);
    } catch (ExecutionException | TimeoutException e) {
      return request.done(texts.get("alarms.not-kept"), PATH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return request.done(texts.get("alarms.not-kept"), PATH);
    }
  }
}
