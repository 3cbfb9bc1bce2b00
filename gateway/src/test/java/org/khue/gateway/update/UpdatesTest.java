package org.khue.gateway.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.gateway.testing.Releases;

class UpdatesTest {
  @TempDir Path directory;
  private Board board;
  private Releases desk;

  @BeforeEach
  void machine() throws Exception {
    board = new Board(directory);
    desk = new Releases();
    desk.trust(board.trust);
  }

  @Test
  void aVersionIsTriedOutAndGoodWhenTheRoomDoesAsWellAsBefore() throws Exception {
    Updates first = board.start();
    first.look();
    assertEquals(1L, only(EventKind.UPDATE_GOOD).details().get("sequence"));
    desk.pack(board.incoming("new"), 5);
    first.look();
    assertTrue(board.restarted);
    assertEquals(List.of(version(5)), board.learnt);
    assertEquals("1.5", only(EventKind.UPDATE_TRIAL).details().get("version"));
    assertFalse(Files.exists(board.incoming("new")));

    board.health = new Health(List.of(), List.of("meter", "plug"), true, "");
    List<String> launched = board.launched();
    assertTrue(launched.contains("-Dkhue.sequence=5"), launched.toString());
    assertTrue(launched.contains("-Dkhue.trial=yes"), launched.toString());
    assertTrue(launched.contains("-Dkhue.profiles=" + version(5) + "/profiles"));
    assertTrue(launched.contains("@" + version(5) + "/gateway.options"), launched.toString());
    Updates second = board.running(Board.release(launched));
    second.look();
    board.time.advance(Duration.ofSeconds(100));
    second.look();
    assertEquals(1, board.events(EventKind.UPDATE_GOOD).size(), "the meter is still away");
    board.health = new Health(List.of("meter"), List.of("meter", "plug"), true, "");
    second.look();
    second.look();
    assertEquals(5L, board.events(EventKind.UPDATE_GOOD).getLast().details().get("sequence"));
    assertFalse(board.launched().contains("-Dkhue.trial=yes"));
  }

  @Test
  void aVersionUnderWhichTheRoomDoesWorseIsGivenUp() throws Exception {
    begin(5);
    board.health = new Health(List.of("meter"), List.of("meter"), false, "");
    Updates trial = board.start();
    trial.look();
    board.time.advance(Board.PATIENCE);
    trial.look();
    assertTrue(board.restarted);
    Updates back = board.start();
    back.look();
    Event told = only(EventKind.UPDATE_WENT_BACK);
    assertEquals("health", told.details().get("reason"));
    assertEquals(5L, told.details().get("sequence"));
    assertEquals(1L, told.details().get("running"));
    assertTrue(told.toString().contains("the cloud was reached before"), told.toString());
    desk.pack(board.incoming("again"), 5);
    back.look();
    assertEquals("older", only(EventKind.UPDATE_REFUSED).details().get("reason"));
    assertFalse(board.restarted);
  }

  @Test
  void aVersionThatDoesNotComeUpIsStartedThreeTimes() throws Exception {
    begin(5);
    for (int start = 1; start <= 3; start++) {
      assertTrue(board.launched().contains("-Dkhue.sequence=5"), "start " + start);
    }
    Updates back = board.start();
    back.look();
    assertEquals("restarts", only(EventKind.UPDATE_WENT_BACK).details().get("reason"));
    begin(6);
    assertTrue(board.launched().contains("-Dkhue.sequence=6"), "a later one is taken");
  }

  @Test
  void damagedFilesAreNotStartedASecondTime() throws Exception {
    begin(5);
    board.launched();
    Files.writeString(version(5).resolve("lib/a.jar"), "bit rot");
    Updates back = board.start();
    back.look();
    assertEquals("damaged", only(EventKind.UPDATE_WENT_BACK).details().get("reason"));
  }

  @Test
  void aGoodVersionThatRotsGivesWayToTheOneBefore() throws Exception {
    good(5);
    good(7);
    board.launched();
    Files.delete(version(7).resolve("khue-gateway.jar"));
    List<String> launched = board.launched();
    assertTrue(launched.contains("-Dkhue.sequence=5"), launched.toString());
    board.running(Board.release(launched)).look();
    assertEquals(7L, only(EventKind.UPDATE_WENT_BACK).details().get("sequence"));
    assertTrue(board.launched().contains("-Dkhue.sequence=5"));
  }

  @Test
  void aNewerPackageWins() throws Exception {
    good(5);
    board.packaged(6);
    Updates packaged = board.start();
    packaged.look();
    assertEquals(6L, board.events(EventKind.UPDATE_GOOD).getLast().details().get("sequence"));
    assertTrue(board.events(EventKind.UPDATE_WENT_BACK).isEmpty());
    assertFalse(Files.exists(version(5)));
    board.packaged(1);
    Updates older = board.start();
    desk.pack(board.incoming("five"), 5);
    older.look();
    assertEquals("older", only(EventKind.UPDATE_REFUSED).details().get("reason"));
  }

  @Test
  void onlyTheVersionBeforeIsKept() throws Exception {
    good(5);
    good(6);
    good(7);
    assertFalse(Files.exists(version(5)));
    assertTrue(Files.exists(version(6)));
  }

  @Test
  void whatThisGatewayMayNotTakeIsRefusedAndToldOnce() throws Exception {
    Updates updates = board.start();
    desk.pack(board.incoming("a"), 5, 3, "all", 0);
    desk.pack(board.incoming("b"), 5, 0, "arm64", 0);
    desk.pack(board.incoming("c"), 1, 0, "all", 0);
    new Releases().pack(board.incoming("d"), 5);
    Files.writeString(board.incoming("e"), "anything");
    Path cut = desk.pack(board.incoming("f"), 5);
    byte[] bytes = Files.readAllBytes(cut);
    bytes[bytes.length - 20] ^= 1;
    Files.write(cut, bytes);
    updates.look();
    assertEquals(
        List.of("too-old", "architecture", "older", "signer", "unreadable", "hash"),
        board.events(EventKind.UPDATE_REFUSED).stream()
            .map(event -> event.details().get("reason"))
            .toList());
    assertTrue(new UpdateFiles(board.updates, board.disk).waiting().isEmpty());
    assertFalse(Files.exists(version(5)));
    assertTrue(board.launched().contains("-Dkhue.packaged=yes"));
  }

  @Test
  void aPackageBeforeItsTimeWaits() throws Exception {
    Updates updates = board.start();
    long later = board.time.wallMicros() / 1_000 + 3_600_000;
    desk.pack(board.incoming("a"), 5, 0, "all", later);
    updates.look();
    assertFalse(board.restarted);
    board.time.advance(Duration.ofHours(1));
    updates.look();
    assertTrue(board.restarted);
  }

  private void begin(long sequence) throws Exception {
    Updates running = board.start();
    running.look();
    desk.pack(board.incoming("new"), sequence);
    running.look();
    assertTrue(board.restarted, "sequence " + sequence + " is not taken");
  }

  private void good(long sequence) throws Exception {
    begin(sequence);
    Updates trial = board.start();
    trial.look();
    board.time.advance(Board.SETTLE);
    trial.look();
    trial.look();
    assertEquals(sequence, board.events(EventKind.UPDATE_GOOD).getLast().details().get("sequence"));
  }

  private Path version(long sequence) {
    return board.updates.resolve("versions/" + sequence);
  }

  private Event only(String kind) {
    List<Event> events = board.events(kind);
    assertEquals(1, events.size(), events.toString());
    return events.getFirst();
  }
}
