package org.khue.gateway.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.gateway.config.ProfileEntry;
import org.khue.gateway.device.DeviceState;

/// What is found, how it stands to the room, and how devices show themselves.
class InboxTest {
  @TempDir Path directory = Path.of("");
  private InboxAtHand at;

  @BeforeEach
  void begin() throws Exception {
    at = new InboxAtHand(directory);
  }

  @AfterEach
  void end() {
    at.close();
  }

  @Test
  void whatIsFoundComesWithFittingProfilesFirstAndAFreeId() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2", "power"));
    Finding found = at.only();
    assertEquals(new Standing.New(), found.standing());
    assertEquals(
        List.of("meter", "anything"), found.profiles().stream().map(ProfileEntry::id).toList());
    assertEquals(1, found.fitting());
    assertEquals("meter-2", found.suggestedId());
    assertTrue(found.firstSeenMicros() > 0 && found.firstSeenMicros() <= found.lastSeenMicros());
  }

  @Test
  void aProfileThatAsksForMoreThanThereIsDoesNotFit() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2"));
    assertEquals(0, at.only().fitting());
  }

  @Test
  void aDeviceOfTheRoomIsNeitherTouchedNorTold() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.3", "SN-1"));
    assertEquals(List.of(), at.scan());
    assertEquals(Set.of("10.0.0.3:7"), at.other.scopes.getFirst().taken());
  }

  @Test
  void theSameThingAtAnotherAddressIsOneFindingWithItsFirstSight() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2"));
    Finding first = at.only();
    at.good.there.clear();
    at.good.there.add(at.good.candidate("10.0.0.6", "SN-2"));
    Finding again = at.only();
    assertEquals(first.key(), again.key());
    assertEquals(first.firstSeenMicros(), again.firstSeenMicros());
    assertEquals("10.0.0.6", again.candidate().connection().get("host"));
  }

  @Test
  void aDeviceOfTheRoomThatIsGoneAndTurnsUpElsewhereHasMoved() throws Exception {
    at.status(DeviceState.OFFLINE, "timeout");
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-1"));
    assertEquals(
        new Standing.Moved("meter", Map.of("host", "10.0.0.3", "port", 7)), at.only().standing());
  }

  @Test
  void theNumberOfADeviceThatAnswersIsToldAsTwice() throws Exception {
    at.status(DeviceState.ONLINE, "ok");
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-1"));
    assertEquals(new Standing.SameNumber("meter"), at.only().standing());
  }

  @Test
  void anotherNumberAtTheAddressOfADeviceIsNeverSilentlyTaken() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.3", "SN-9"));
    Finding found = at.only();
    assertEquals(new Standing.Replaced("meter", "SN-1"), found.standing());
    assertInstanceOf(
        Accepted.NotFitting.class, at.inbox.accept(found.key(), InboxAtHand.entry("new", "meter")));
    assertEquals("SN-1", at.numbers.get("meter"));
  }

  @Test
  void whatTheRuntimeMeetsInThePlaceOfADeviceIsToldTooAndTakenOnAWord() throws Exception {
    at.status(DeviceState.OFFLINE, "other-device");
    Finding found = at.only();
    assertEquals(new Standing.Replaced("meter", "SN-1"), found.standing());
    assertEquals(new Accepted.Done("meter"), at.inbox.takeAsReplacement(found.key()));
    assertEquals(Map.of(), at.numbers);
  }

  @Test
  void whatIsIgnoredStaysSoAfterARestartAndStandsAtTheEnd() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2"));
    assertTrue(at.inbox.ignore(at.only().key(), true));
    at.close();
    at = new InboxAtHand(directory);
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2"));
    at.good.there.add(at.good.candidate("10.0.0.6", "SN-3"));
    List<Finding> found = at.scan();
    assertEquals(
        List.of(new Standing.New(), new Standing.Ignored()),
        found.stream().map(Finding::standing).toList());
    at.inbox.ignore(found.getLast().key(), false);
    assertEquals(new Standing.New(), at.inbox.findings().getLast().standing());
  }

  @Test
  void oneScanAtATimeAndWhatKeptItIsTold() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    at.good.hold = hold;
    at.good.faults.add(new Fault.Gone("the broker is away"));
    assertEquals(new ScanStart.Started(), at.inbox.scan());
    assertEquals(new ScanStart.Running(), at.inbox.scan());
    assertTrue(at.inbox.scanState().running());
    assertEquals(9, at.inbox.scanState().endpoints());
    hold.countDown();
    assertTrue(at.inbox.awaitScan(InboxAtHand.AMPLE));
    assertEquals(List.of("the broker is away"), at.inbox.scanState().faults());
  }

  @Test
  void aBugInOneSearchHidesNothingOfTheOthers() throws Exception {
    at.good.bug = new IllegalStateException("a bug");
    at.other.there.add(at.other.candidate("10.0.0.5", "SN-2"));
    assertEquals("other", at.only().candidate().driver());
    assertTrue(at.inbox.scanState().faults().getFirst().contains("a bug"));
  }

  @Test
  void theInboxHasAnEndAndSaysWhatFoundNoPlace() throws Exception {
    for (int i = 0; i < Finds.MOST + 3; i++) {
      at.good.there.add(at.good.candidate("10.0.1." + i, "SN-1" + i));
    }
    assertEquals(Finds.MOST, at.scan().size());
    assertEquals(3, at.inbox.scanState().leftOut());
  }

  @Test
  void aDeviceShowsItselfOrIsToldHowToBeFound() throws Exception {
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2"));
    String key = at.only().key();
    assertEquals(new Shown.Done("blinks"), at.inbox.blink(key));
    at.good.shown = Outcome.failed(new Fault.Refused("no light"));
    assertEquals(new Shown.Cannot("no light", "tcp://10.0.0.5:7"), at.inbox.blink(key));
    at.good.shown = Outcome.failed(new Fault.Timeout("silent"));
    assertEquals(new Shown.Silent("silent"), at.inbox.blink(key));
    assertEquals(new Shown.GoneMeanwhile(), at.inbox.blink("none"));
  }
}
