package org.khue.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.khue.web.asset.Assets;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

class TemplateTest {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, TemplateTest.class.getClassLoader(), "org.khue.web.jte");

  private static String render(String template, Map<String, Object> model) {
    StringOutput out = new StringOutput();
    ENGINE.render(template, model, out);
    return out.toString();
  }

  private static Page page(Language language, Page.@Nullable Simulation simulation) {
    Messages messages =
        Messages.load(TemplateTest.class.getClassLoader(), List.of("org/khue/web/i18n/frame"));
    Text text = new Text(messages, language, ZoneId.of("Asia/Ho_Chi_Minh"), Instant.EPOCH);
    return new Page(
        text,
        "Tên <b>",
        "rooms",
        "/use?room=a",
        Theme.AUTO,
        List.of(new Page.Group("", List.of(new Page.Link("rooms", "/", "Phòng")))),
        new Page.Visitor("0", "Nguyễn Thị Hoà", "Giáo viên", ""),
        simulation,
        new Assets(),
        false,
        null);
  }

  private static String frame(Page page) {
    return render(
        "frame/page.jte",
        Map.of("page", page, "content", (Content) out -> out.writeContent("<p>body</p>")));
  }

  @Test
  void statesDifferByShapeAndWord() {
    Set<String> shapes = new HashSet<>();
    for (Mark mark : Mark.values()) {
      String html = render("part/chip.jte", Map.of("mark", mark, "word", "Đang dùng"));
      assertTrue(html.contains("Đang dùng"));
      shapes.add(html.replaceAll("(?s).*<svg[^>]*>(.*)</svg>.*", "$1").strip());
    }
    assertEquals(Mark.values().length, shapes.size());
  }

  @Test
  void theFrameHoldsNoInlineScriptOrStyle() {
    String html = frame(page(Language.VI, new Page.Simulation(1)));
    assertFalse(html.contains("<style") || html.contains(" style="), html);
    assertFalse(html.matches("(?s).*<script(?![^>]*src=).*"), html);
    assertFalse(html.matches("(?s).* on[a-z]+=\".*"), html);
  }

  @Test
  void titlesAreEscaped() {
    assertTrue(frame(page(Language.VI, null)).contains("<title>Tên &lt;b&gt; · Khuê</title>"));
  }

  @Test
  void theBannerStandsOnlyOverSimulatedData() {
    assertTrue(frame(page(Language.VI, new Page.Simulation(4))).contains("Dữ liệu mô phỏng"));
    assertTrue(frame(page(Language.EN, new Page.Simulation(4))).contains("speed ×4"));
    assertFalse(frame(page(Language.VI, null)).contains("Dữ liệu mô phỏng"));
  }

  @Test
  void switchesKeepTheAddress() {
    assertTrue(frame(page(Language.VI, null)).contains("href=\"/use?room=a&amp;lang=en\""));
  }
}
