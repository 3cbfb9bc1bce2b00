package org.khue.gateway.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.EventKind;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.rollcall.Work.How;
import org.khue.gateway.rollcall.Work.Learning;
import org.khue.gateway.rollcall.Work.RollCall;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;

class RollCallsTest {
  private static final Optional<Refusal> DONE = Optional.empty();

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();
  private final MemoryJournal journal = new MemoryJournal();
  private RollCalls calls;

  @BeforeEach
  void aClassOfThreeHasCards() throws IOException {
    boot(1);
    assertEquals(DONE, calls.putClass("6A1", 3));
    assertEquals(DONE, calls.learn("6A1", 1));
    tap("an");
    tap("an");
    tap("binh");
    tap("chi");
    tap("somebody else's");
    assertEquals(DONE, calls.end("pin"));
  }

  @Test
  void eachCardGotTheNextNumber() {
    ClassList list = calls.classes().getFirst();
    assertEquals(Map.of("an", 1, "binh", 2, "chi", 3), list.cards());
    assertEquals(List.of(), journal.events(), "learning tells the cloud nothing");
  }

  @Test
  void whoTapsOrIsMarkedIsThere() throws IOException {
    assertEquals(DONE, calls.begin("6A1", "pin"));
    tap("binh");
    tap("binh");
    tap("a stranger");
    assertEquals(DONE, calls.mark(3, true));
    assertEquals(Map.of(1, false, 2, true, 3, true), running().everybody());
    assertEquals(Map.of(2, How.CARD, 3, How.HAND), running().present());
    assertEquals(DONE, calls.mark(3, false));
    assertEquals(DONE, calls.end("pin"));

    Ended ended = Objects.requireNonNull(calls.latest());
    assertEquals(1, ended.present());
    assertEquals(List.of(1, 3), ended.absent());
    assertEquals(1, ended.strangers());
    assertNull(calls.now());
    assertEquals(
        List.of(
            EventKind.ROLL_CALL_STARTED,
            EventKind.ROLL_CALL_PRESENT,
            EventKind.ROLL_CALL_PRESENT,
            EventKind.ROLL_CALL_ABSENT,
            EventKind.ROLL_CALL_ENDED),
        journal.events().stream().map(event -> event.kind()).toList());
    Map<String, Object> end = journal.events(EventKind.ROLL_CALL_ENDED).getFirst().details();
    assertEquals("1,3", end.get("absent"));
    assertEquals("6A1", end.get("class"));
    Map<String, Object> first = journal.events(EventKind.ROLL_CALL_PRESENT).getFirst().details();
    assertEquals(end.get("rollCall"), first.get("rollCall"));
    assertEquals("binh", first.get("card"));
  }

  @Test
  void itGoesOnAfterAPowerCut() throws IOException {
    assertEquals(DONE, calls.begin("6A1", "pin"));
    tap("an");
    boot(2);
    tap("chi");
    assertEquals(Map.of(1, true, 2, false, 3, true), running().everybody());
    assertEquals(DONE, calls.end("pin"));
    boot(3);
    assertEquals(List.of(2), Objects.requireNonNull(calls.latest()).absent());
  }

  @Test
  void aForgottenOneEndsByItself() throws IOException {
    assertEquals(DONE, calls.begin("6A1", "pin"));
    time.advance(RollCalls.LONGEST);
    calls.tick();
    assertNotNull(calls.now());
    time.advance(Duration.ofSeconds(1));
    calls.tick();
    assertNull(calls.now());
    assertEquals(
        "timeout", journal.events(EventKind.ROLL_CALL_ENDED).getFirst().details().get("by"));
  }

  @Test
  void aWrongCardIsTakenBackAndANumberIsSkipped() throws IOException {
    assertEquals(DONE, calls.learn("6A1", 2));
    tap("a brother's");
    assertEquals(DONE, calls.back());
    assertEquals(DONE, calls.skip());
    assertEquals(3, assertInstanceOf(Learning.class, calls.now()).next());
    tap("chi's new one");
    calls.tapped("a phone's", "random");
    assertEquals(Optional.of(Refusal.NOTHING_RUNS), calls.skip());
    assertEquals(DONE, calls.end("pin"));
    assertEquals(
        Map.of("an", 1, "binh", 2, "chi", 3, "chi's new one", 3),
        calls.classes().getFirst().cards());
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertEquals(Optional.of(Refusal.NO_SUCH_CLASS), calls.begin("6A2", "pin"));
    assertEquals(Optional.of(Refusal.BAD_NUMBER), calls.learn("6A1", 4));
    assertEquals(Optional.of(Refusal.BAD_CODE), calls.putClass("../6A1", 3));
    assertEquals(Optional.of(Refusal.BAD_NUMBER), calls.putClass("6A2", 100));
    assertEquals(Optional.of(Refusal.NOTHING_RUNS), calls.mark(1, true));
    assertEquals(Optional.of(Refusal.NOTHING_RUNS), calls.end("pin"));
    assertEquals(DONE, calls.begin("6A1", "pin"));
    assertEquals(Optional.of(Refusal.BUSY), calls.begin("6A1", "pin"));
    assertEquals(Optional.of(Refusal.BUSY), calls.removeClass("6A1"));
    assertEquals(Optional.of(Refusal.BAD_NUMBER), calls.mark(4, true));
  }

  @Test
  void aShorterListForgetsTheCardsBeyondItAndARemovedOneAll() throws IOException {
    assertEquals(DONE, calls.putClass("6A1", 2));
    assertEquals(Map.of("an", 1, "binh", 2), calls.classes().getFirst().cards());
    assertEquals(DONE, calls.removeClass("6A1"));
    boot(2);
    assertEquals(List.of(), calls.classes());
  }

  @Test
  void onlyTheGatewayReadsItsFilesAndADamagedOneIsPassedOver() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.toList();
    }
    assertTrue(!files.isEmpty());
    for (Path file : files) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      Files.writeString(file, "{\"code\":");
    }
    boot(2);
    assertEquals(List.of(), calls.classes());
  }

  private RollCall running() {
    return assertInstanceOf(RollCall.class, calls.now());
  }

  private void tap(String card) throws IOException {
    calls.tapped(card, "uid");
  }

  private void boot(int boot) throws IOException {
    calls =
        new RollCalls(
            directory,
            new GatewayClock(time, boot, ClockState.SYNCED),
            new Recorder(journal),
            true);
  }
}
