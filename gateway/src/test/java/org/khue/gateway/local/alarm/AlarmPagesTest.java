package org.khue.gateway.local.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.EventKind;
import org.khue.driver.Sample;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.local.Browser;
import org.khue.gateway.local.PartSite;
import org.khue.gateway.pipeline.DevicePipeline;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.Points;

class AlarmPagesTest {
  private static final RoomDevice CLIMATE =
      Points.device(
          "climate",
          "any",
          List.of(Points.measured("co2", "[ppm]", Duration.ZERO, Points.CHANGES)),
          null);

  @TempDir Path data;
  private final ManualTime time = new ManualTime();
  private final MemoryJournal journal = new MemoryJournal();
  private DevicePipeline pipeline;
  private PartSite site;

  @BeforeEach
  void anAlarmStands() throws Exception {
    GatewayClock clock = new GatewayClock(time, 1, ClockState.SYNCED);
    Pipeline pipelines =
        new Pipeline(
            Points.room(List.of(CLIMATE), null, List.of(Points.co2High(Duration.ofSeconds(60)))),
            clock,
            new Recorder(journal),
            data);
    pipeline = pipelines.of(CLIMATE);
    pipeline.resume();
    pipeline.sample(Sample.number("co2", 1_200, time));
    tick();
    site =
        new PartSite(
            time,
            data,
            (frame, router) -> new AlarmPages(frame, pipelines.alarms(), clock).addTo(router));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void anybodyInTheRoomSeesWhatIsWrongAndWhatToDo() throws Exception {
    String page = site.anybody().get("/alarms").body();
    assertTrue(page.contains("CO₂ cao") && page.contains("Mở cửa sổ"));
    assertTrue(page.contains("<ol><li>Mở hai cửa sổ cuối lớp</li><li>Bật quạt</li></ol>"));
    assertTrue(page.contains("Đăng nhập để báo"));
    assertFalse(page.contains("/alarms/acknowledge"));
  }

  @Test
  void whoeverIsSignedInTakesCareOfIt() throws Exception {
    Browser browser = site.signedIn();
    assertTrue(browser.get("/alarms").body().contains("Tôi xử lý"));
    CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> acknowledge(browser));
    while (!answer.isDone()) {
      tick();
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
          .get(1, TimeUnit.SECONDS);
    }
    assertEquals(303, answer.get(1, TimeUnit.SECONDS));
    String page = browser.get("/alarms").body();
    assertTrue(page.contains("Đã ghi: bạn đang xử lý") && page.contains("Đã có người xử lý, "));
    assertEquals(
        "pin", journal.events(EventKind.ALARM_ACKNOWLEDGED).getFirst().details().get("by"));
  }

  private static int acknowledge(Browser browser) {
    try {
      return browser.post("/alarms/acknowledge", Map.of("alarm", "co2-high")).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void tick() {
    time.advance(Duration.ofSeconds(60));
    pipeline.tick();
  }
}
