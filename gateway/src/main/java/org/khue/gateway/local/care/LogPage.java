package org.khue.gateway.local.care;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.khue.gateway.local.care.LogRing.Level;
import org.khue.gateway.local.care.LogRing.Line;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;

/// The newest lines of the log, from a grade on.
final class LogPage {
  static final String PATH = CarePages.PATH + "/log";

  private static final int SHOWN = 200;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("dd/MM HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private final Frame frame;
  private final LogRing ring;
  private final Supplier<Masking> maskings;

  LogPage(Frame frame, LogRing ring, Supplier<Masking> maskings) {
    this.frame = frame;
    this.ring = ring;
    this.maskings = maskings;
  }

  void addTo(Router router) {
    router.get(PATH, Role.TECHNICIAN, this::page);
  }

  private Response page(Request request) {
    Texts texts = request.texts();
    Level least = level(request.query("level"));
    Html html = new Html().raw("<nav").attribute("aria-label", texts.get("log.levels")).raw(">");
    for (Level each : Level.values()) {
      html.raw("<a").attribute("href", PATH + "?level=" + each.name());
      html.raw(each == least ? " aria-current=true>" : ">");
      html.text(texts.get("log." + each)).raw("</a>");
    }
    html.raw("</nav><div id=log data-live>");
    List<Line> lines = ring.newest(least);
    if (lines.isEmpty()) {
      html.element("p", texts.get("log.empty"));
    }
    html.raw("<ol class=log lang=en>");
    Masking masking = maskings.get();
    lines.stream().limit(SHOWN).forEach(line -> line(html, line, masking, texts));
    html.raw("</ol></div>");
    return frame.page(request, texts.get("log"), html);
  }

  private static void line(Html html, Line line, Masking masking, Texts texts) {
    html.raw("<li class=").raw(line.level().name()).raw("><span class=soft>");
    html.text(WHEN.format(Instant.ofEpochMilli(line.wallMillis()))).raw(" <span");
    html.attribute("lang", texts.language()).raw(">").text(texts.get("log.is." + line.level()));
    html.raw("</span> ").text(line.source()).raw("</span><br>");
    html.text(masking.mask(line.text())).raw("</li>");
  }

  private static Level level(String asked) {
    for (Level each : Level.values()) {
      if (each.name().equals(asked)) {
        return each;
      }
    }
    return Level.INFO;
  }
}
