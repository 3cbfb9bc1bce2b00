package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.driver.Sample;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.Points;

class AlarmDeskTest {
  private static final RoomDevice CLIMATE =
      Points.device(
          "climate",
          "any",
          List.of(Points.measured("co2", "[ppm]", Duration.ZERO, Points.CHANGES)),
          null);

  @TempDir Path memory;
  private final ManualTime time = new ManualTime();
  private final MemoryJournal journal = new MemoryJournal();
  private AlarmDesk desk;
  private DevicePipeline pipeline;

  @BeforeEach
  void anAlarmStands() {
    boot(1);
    co2(1_200);
    pass();
  }

  @Test
  void itShowsWhatStandsWithTheRoomsOwnSteps() {
    StandingAlarm alarm = standing();
    assertEquals("co2-high", alarm.rule().id());
    assertEquals("Mở hai cửa sổ cuối lớp\nBật quạt", alarm.rule().procedure().get("vi"));
    assertEquals(1_200, alarm.value());
    assertNull(alarm.acknowledged());
    Event raised = journal.events(EventKind.ALARM_RAISED).getFirst();
    assertEquals(alarm.rule().procedure(), raised.details().get("procedure"));
  }

  @Test
  void theFirstAcknowledgementCountsAndOutlivesAPowerCut() throws Exception {
    CompletableFuture<AlarmDesk.Answer> first = acknowledge("pin");
    CompletableFuture<AlarmDesk.Answer> second = acknowledge("ab12");
    assertFalse(first.isDone(), "the device's own thread takes it");
    pass();
    pass();
    assertEquals(AlarmDesk.Answer.DONE, first.get(1, TimeUnit.SECONDS));
    assertEquals(AlarmDesk.Answer.ALREADY, second.get(1, TimeUnit.SECONDS));
    List<Event> events = journal.events(EventKind.ALARM_ACKNOWLEDGED);
    assertEquals(1, events.size());
    assertEquals("climate", events.getFirst().device());
    assertEquals(
        Map.of("alarm", "co2-high", "point", "co2", "by", "pin"), events.getFirst().details());

    // Nothing was closed.
    boot(2);
    assertEquals("pin", Objects.requireNonNull(standing().acknowledged()).by());
    co2(800);
    assertEquals(List.of(), desk.standing());
    assertEquals(AlarmDesk.Answer.GONE, acknowledge("pin").get(1, TimeUnit.SECONDS));
  }

  @Test
  void raisedAgainItIsToBeSeenAgain() throws Exception {
    CompletableFuture<AlarmDesk.Answer> first = acknowledge("pin");
    pass();
    pass();
    assertEquals(AlarmDesk.Answer.DONE, first.get(1, TimeUnit.SECONDS));
    co2(800);
    co2(1_300);
    pass();
    assertNull(standing().acknowledged());
  }

  @Test
  void noMoreWaitThanHaveRoom() {
    for (int i = 0; i < 32; i++) {
      assertFalse(acknowledge("pin").isDone());
    }
    assertThrows(ExecutionException.class, () -> acknowledge("pin").get(1, TimeUnit.SECONDS));
  }

  private StandingAlarm standing() {
    List<StandingAlarm> standing = desk.standing();
    assertEquals(1, standing.size());
    return standing.getFirst();
  }

  private CompletableFuture<AlarmDesk.Answer> acknowledge(String by) {
    return desk.acknowledge("co2-high", by).toCompletableFuture();
  }

  private void co2(double value) {
    pipeline.sample(Sample.number("co2", value, time));
  }

  private void pass() {
    time.advance(Duration.ofSeconds(60));
    pipeline.tick();
  }

  private void boot(int boot) {
    Pipeline pipelines =
        new Pipeline(
            Points.room(List.of(CLIMATE), null, List.of(Points.co2High(Duration.ofSeconds(60)))),
            new GatewayClock(time, boot, ClockState.SYNCED),
            new Recorder(journal),
            memory);
    desk = pipelines.alarms();
    pipeline = pipelines.of(CLIMATE);
    pipeline.resume();
  }
}
