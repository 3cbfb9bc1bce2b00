package org.khue.gateway.local.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.local.Browser;
import org.khue.gateway.local.PartSite;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.rollcall.RollCalls;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;

class RollCallPagesTest {
  @TempDir Path data;
  private RollCalls calls;
  private PartSite site;

  @BeforeEach
  void open() throws Exception {
    ManualTime time = new ManualTime();
    calls =
        new RollCalls(
            data.resolve("roll-call"),
            new GatewayClock(time, 1, ClockState.SYNCED),
            new Recorder(new MemoryJournal()),
            true);
    site =
        new PartSite(time, data, (frame, router) -> new RollCallPages(frame, calls).addTo(router));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aTechnicianTeachesTheCardsAndATeacherCallsTheRoll() throws Exception {
    Browser browser = site.signedIn();
    assertTrue(page(browser).contains("Chưa có lớp nào"));
    browser.post("/roll-call/class", Map.of("class", "6A1", "size", "2"));
    assertTrue(page(browser).contains("Sĩ số 2, 0 em đã có thẻ"));
    browser.post("/roll-call/learn", Map.of("class", "6A1", "from", "1"));
    calls.tapped("an", "uid");
    assertTrue(page(browser).contains("mời số 2 trên 2 chạm thẻ"));
    browser.post("/roll-call/skip", Map.of());
    assertTrue(page(browser).contains("đã ghi thẻ cho cả danh sách"));
    browser.post("/roll-call/end", Map.of());

    browser.post("/roll-call/begin", Map.of("class", "6A1"));
    calls.tapped("an", "uid");
    assertTrue(page(browser).contains("Lớp 6A1: có mặt 1 trên 2"));
    browser.post("/roll-call/mark", Map.of("number", "2", "present", "yes"));
    assertTrue(page(browser).contains("Lớp 6A1: có mặt 2 trên 2"));
    browser.post("/roll-call/mark", Map.of("number", "1", "present", "no"));
    browser.post("/roll-call/end", Map.of());
    String after = page(browser);
    assertTrue(after.contains("Lần gần nhất: lớp 6A1") && after.contains("theo số thứ tự: 1<"));
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    Browser browser = site.signedIn();
    page(browser);
    browser.post("/roll-call/class", Map.of("class", "6A1", "size", "many"));
    assertTrue(page(browser).contains("sĩ số từ 1 đến 99"));
    browser.post("/roll-call/begin", Map.of("class", "<b>"));
    String after = page(browser);
    assertTrue(after.contains("Không có lớp này") && !after.contains("<b>"));
  }

  @Test
  void nobodyElseSeesIt() throws Exception {
    assertEquals(303, site.anybody().get("/roll-call").statusCode());
    assertFalse(site.anybody().get("/sign-in").body().contains("/roll-call"));
  }

  private static String page(Browser browser) throws Exception {
    return browser.get("/roll-call").body();
  }
}
