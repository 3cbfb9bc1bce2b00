package org.khue.gateway.local.setup;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.local.setup.SetupPages.Surroundings;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.report.Report;
import org.khue.gateway.report.Report.Line;
import org.khue.gateway.report.Report.Result;
import org.khue.gateway.report.ReportPdf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The acceptance test: how the room looks now, and a test with orders, card and cloud whose result
/// is a signed report.
final class TestStep {
  private static final Logger log = LoggerFactory.getLogger(TestStep.class);
  private static final String PATH = SetupPages.PATH + "/test";
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private final Frame frame;
  private final Surroundings around;
  private final Bench bench;
  private final Reports reports;

  /// Why the last report is not there, in words; empty for nothing.
  private volatile String fault = "";

  private final AtomicReference<@Nullable AcceptanceRun> running = new AtomicReference<>();

  TestStep(Frame frame, Surroundings around) {
    this.frame = frame;
    this.around = around;
    bench = around.bench();
    reports = new Reports(bench.reports());
  }

  void addTo(Router router) {
    router.get(PATH, Role.INSTALLER, this::show);
    router.post(PATH, Role.INSTALLER, this::begin);
    router.get(PATH + "/{report}", Role.INSTALLER, this::report);
  }

  private Response show(Request request) throws IOException {
    Texts texts = request.texts();
    AcceptanceRun run = running.get();
    List<Line> lines = run == null ? new Inspection(around).lines(texts) : run.lines();
    Html html = new Html().raw("<div id=test data-live>");
    if (run == null) {
      boolean good = lines.stream().noneMatch(line -> line.result() == Result.FAILED);
      html.raw(good ? "<p class=\"status ok\">" : "<p class=\"status attention\">");
      html.text(texts.get(good ? "test.good" : "test.bad")).raw("</p>");
    } else {
      html.raw("<p class=\"status attention\">").text(run.now()).raw("</p>");
    }
    SetupPages.fault(html, fault);
    table(html, lines, texts);
    reports(html, texts);
    html.raw("</div>");
    if (run == null) {
      offer(html, request);
    }
    return frame.page(request, texts.get("setup.test"), html);
  }

  private static void table(Html html, List<Line> lines, Texts texts) {
    html.raw("<table>");
    for (Line line : lines) {
      html.raw("<tr><th scope=row>").text(line.what()).raw("</th><td>");
      html.text(mark(line.result()) + " " + (line.note().isEmpty() ? line.value() : line.note()));
      if (line.value().isEmpty() && line.note().isEmpty()) {
        html.text(texts.get("test.fine"));
      }
      html.raw("</td></tr>");
    }
    html.raw("</table>");
  }

  private static String mark(Result result) {
    return switch (result) {
      case PASSED -> "✓";
      case FAILED -> "✕";
      case SKIPPED -> "–";
    };
  }

  private void reports(Html html, Texts texts) throws IOException {
    List<String> names = reports.names();
    if (names.isEmpty()) {
      return;
    }
    html.element("h2", texts.get("test.reports")).raw("<ul>");
    for (String name : names) {
      html.raw("<li><a download").attribute("href", PATH + "/" + name).raw(">").text(name);
      html.raw("</a></li>");
    }
    html.raw("</ul>");
  }

  /// Says which orders will be given before they are.
  private void offer(Html html, Request request) {
    Texts texts = request.texts();
    html.element("h2", texts.get("test.whole")).element("p", texts.get("test.explain"));
    html.raw("<ul>");
    for (RoomDevice device : around.book().room().devices()) {
      device.profile().orders().stream()
          .filter(command -> command.id().equals(device.profile().test()))
          .forEach(command ->
              html.element("li", texts.pick(device.name()) + " – " + texts.pick(command.name())));
    }
    html.raw("</ul>").add(request.beginForm(PATH)).raw("<button>");
    html.text(texts.get("test.begin")).raw("</button></form>");
  }

  private Response begin(Request request) {
    Texts texts = request.texts();
    AcceptanceRun run = new AcceptanceRun(around, bench, texts, request.who(), request.by());
    if (!running.compareAndSet(null, run)) {
      return request.done(texts.get("test.runs"), PATH);
    }
    fault = "";
    run.report()
        .whenComplete((report, error) -> {
          try {
            if (report == null) {
              log.error("The acceptance test broke off", error);
              fault = texts.get("test.broke");
            } else {
              keep(report, texts);
            }
          } finally {
            running.set(null);
          }
        });
    Thread.ofVirtual().name("acceptance-test").start(run);
    return Response.seeOther(PATH);
  }

  private void keep(Report report, Texts texts) {
    try {
      byte[] pdf =
          ReportPdf.of(
              report,
              texts::get,
              texts.language(),
              dated(report.ended(), texts),
              bench.seal().get().orElse(null));
      Stamp ended = report.ended();
      reports.keep(ended.boot(), ended.monotonicMicros() / 1_000_000, pdf);
    } catch (IOException e) {
      log.error("The report of the acceptance test is not kept: {}", e.toString());
      fault = texts.get("test.not-written");
    }
  }

  private static String dated(Stamp at, Texts texts) {
    String clock = texts.get("clock." + at.clock());
    return at.clock() == ClockState.UNSYNCED
        ? clock
        : WHEN.format(Instant.ofEpochMilli(at.wallMicros() / 1_000)) + " (" + clock + ")";
  }

  private Response report(Request request) throws IOException {
    String name = request.variable("report");
    if (!reports.names().contains(name)) {
      throw new Refusal(404, "refused.no-report");
    }
    byte[] pdf = reports.read(name);
    return Response.of(200, "application/pdf", pdf)
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
