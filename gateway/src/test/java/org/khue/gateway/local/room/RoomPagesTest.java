package org.khue.gateway.local.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.driver.CommandSpec;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Sample;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.local.Browser;
import org.khue.gateway.local.LocalSite;
import org.khue.gateway.local.TestSite;
import org.khue.gateway.pipeline.DevicePipeline;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.Points;

/// The room now, with a real pipeline behind it.
class RoomPagesTest {
  private final ManualTime time = new ManualTime();
  private final TestSite parts = new TestSite();
  private DevicePipeline pipeline;
  private LocalSite site;
  private Browser browser;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    PointSpec power = Points.measured("power", "W", Duration.ofSeconds(1), Points.EACH);
    RoomDevice device = Points.device("projector", "pjlink", List.of(power), null);
    Profile profile = device.profile();
    List<CommandSpec> commands =
        List.of(
            new CommandSpec("lamp", Map.of("vi", "Bật đèn"), Map.of(), Duration.ofSeconds(5)),
            new CommandSpec(
                "output-on",
                Map.of("vi", "Bật đầu ra"),
                Map.of(),
                List.of(),
                Duration.ofSeconds(5),
                true));
    RoomDevice controlled =
        new RoomDevice(
            device.config(),
            new Profile(
                profile.id(),
                profile.driver(),
                profile.kind(),
                profile.name(),
                profile.points(),
                commands,
                null),
            Map.of("vi", "Máy chiếu <1>"));
    Room room = Points.room(List.of(controlled));
    parts.room = room;
    Recorder recorder = new Recorder(new MemoryJournal());
    parts.live = recorder.live();
    GatewayClock clock = new GatewayClock(time, 1, ClockState.SYNCED);
    pipeline = new Pipeline(room, clock, recorder, data.resolve("open")).of(controlled);
    site = LocalSite.start(new Endpoint("127.0.0.1", 0), parts.pages(time, data).handler());
    browser = new Browser(site.port());
    browser.signIn(TestSite.PIN);
  }

  @AfterEach
  void stop() {
    browser.close();
    site.close();
  }

  @Test
  void valuesAreShownWithTheirAgeAndASilentPointIsNeverShownAsCurrent() throws Exception {
    pipeline.connected();
    pipeline.sample(Sample.number("power", 231.5, time));
    time.advance(Duration.ofSeconds(3));
    String page = browser.get("/room").body();
    assertTrue(page.contains("<td class=number>231,5 W</td><td>3 giây trước</td>"), page);
    assertTrue(page.contains("Máy chiếu &lt;1&gt;"));

    time.advance(Duration.ofMinutes(4));
    pipeline.tick();
    page = browser.get("/room").body();
    assertFalse(page.contains("<td class=number>231,5 W</td>"), page);
    assertTrue(page.contains("<td class=old>trước đó 231,5 W, 4 phút trước</td>"), page);
  }

  @Test
  void aDevicesPageShowsItsLastFifteenMinutes() throws Exception {
    for (int i = 0; i < 30; i++) {
      pipeline.sample(Sample.number("power", 100 + i, time));
      time.advance(Duration.ofSeconds(10));
    }
    String page = browser.get("/room/projector").body();
    assertTrue(page.contains("15 phút qua: thấp nhất 100 W, cao nhất 129 W"), page);
    assertTrue(page.contains("<svg class=chart role=img"));
    assertEquals(404, browser.get("/room/none").statusCode());
    time.advance(Duration.ofMinutes(20));
    browser.signIn(TestSite.PIN);
    String later = browser.get("/room/projector").body();
    assertTrue(later.contains("Điều khiển"), later);
    assertFalse(later.contains("<svg"), later);
  }

  @Test
  void anOrderTellsItsReceipt() throws Exception {
    parts.orders =
        (device, command, args, by) ->
            CompletableFuture.completedFuture(
                new Orders.Ended(false, device + " " + command + " by " + by));
    browser.get("/room/projector");
    var answer = browser.post("/room/projector/lamp", Map.of());
    assertEquals("/room/projector", answer.headers().firstValue("location").orElse(""));
    String page = browser.get("/room/projector").body();
    assertTrue(page.contains("Bật đèn: không thực hiện được. projector lamp by local:pin"), page);
    assertFalse(browser.get("/room/projector").body().contains("không thực hiện"), "told once");
  }

  @Test
  void aDangerousOrderIsAskedTwice() throws Exception {
    browser.get("/room/projector");
    var first = browser.post("/room/projector/output-on", Map.of());
    assertEquals(200, first.statusCode());
    assertTrue(first.body().contains("name=sure value=yes"), first.body());
    var second = browser.post("/room/projector/output-on", Map.of("sure", "yes"));
    assertEquals(303, second.statusCode());
    assertTrue(browser.get("/room/projector").body().contains("Bật đầu ra: đã thực hiện"));
  }
}
