package org.khue.gateway.config.apply;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.RoomDifference;

class RoomChangesTest {
  @TempDir Path directory;
  private LiveRoom room;

  @BeforeEach
  void start() throws Exception {
    room = new LiveRoom(directory, "meter:good");
    await().until(() -> room.isOnline("meter"));
  }

  @AfterEach
  void end() {
    room.close();
  }

  @Test
  void aChangeRunsAtOnceAndAtTheNextStart() throws Exception {
    String next = LiveRoom.text("meter:good", "plug:odd");
    assertEquals(
        new Applied.Done(new RoomDifference(List.of("plug"), List.of(), List.of())),
        room.changes.change(next));
    assertEquals(next, room.changes.text());
    await().until(() -> room.isOnline("meter", "plug"));
    assertEquals(1, room.good.made.get());
    assertEquals(2, room.announced.getFirst().devices().size());
    room.restart();
    assertEquals(List.of("meter", "plug"), room.ids());
    assertEquals(next, room.changes.text());
  }

  @Test
  void theSameTextAgainChangesNothing() throws Exception {
    String next = LiveRoom.text("meter:good", "plug:odd");
    room.changes.change(next);
    long files = kept();
    Applied again = room.changes.change(next);
    assertTrue(assertInstanceOf(Applied.Done.class, again).difference().isEmpty());
    assertEquals(1, room.announced.size());
    assertEquals(files, kept());
  }

  @Test
  void whatIsWrongIsToldWithItsLineAndChangesNothing() throws Exception {
    String wrong = LiveRoom.text("meter:good", "plug:oddd", "meter:odd");
    List<ConfigProblem> problems =
        assertInstanceOf(Applied.Wrong.class, room.changes.change(wrong)).problems();
    assertEquals(List.of(4, 5, 5), problems.stream().map(ConfigProblem::line).toList());
    assertTrue(problems.stream().allMatch(problem -> problem.file().equals("room.yaml")));
    assertEquals(List.of("meter"), room.ids());
    assertEquals(LiveRoom.text("meter:good"), room.changes.text());
    assertFalse(Files.exists(directory.resolve("data/config")));
  }

  @Test
  void aRoomFileThatIsTooLargeIsNotRead() {
    String large = LiveRoom.text("meter:good") + "# ".repeat(RoomCheck.MOST_BYTES);
    assertInstanceOf(Applied.Wrong.class, room.changes.change(large));
  }

  @Test
  void theRoomFileCountsAgainWhenSomebodyEditsIt() throws Exception {
    room.changes.change(LiveRoom.text("plug:odd"));
    Files.writeString(directory.resolve("room.yaml"), LiveRoom.text("lamp:good"));
    room.restart();
    assertEquals(List.of("lamp"), room.ids());
    room.restart();
    assertEquals(List.of("lamp"), room.ids());
  }

  @Test
  void aDamagedFileGivesWayToTheOneBefore() throws Exception {
    room.changes.change(LiveRoom.text("meter:good", "plug:odd"));
    room.changes.change(LiveRoom.text("lamp:odd"));
    String running = Hashes.sha256(LiveRoom.text("lamp:odd"));
    Files.writeString(directory.resolve("data/config/" + running + ".yaml"), "room: {}");
    room.restart();
    assertEquals(List.of("meter", "plug"), room.ids());
  }

  @Test
  void twoFilesAreKeptAtMost() throws Exception {
    for (int i = 0; i < 6; i++) {
      room.changes.change(LiveRoom.text("meter:good", "n" + i + ":odd"));
    }
    assertEquals(2, kept());
  }

  private long kept() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("data/config"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).count();
    }
  }
}
