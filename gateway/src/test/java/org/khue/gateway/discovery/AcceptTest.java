package org.khue.gateway.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.gateway.discovery.InboxAtHand.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.device.DeviceState;

/// How something found becomes a device of the room.
class AcceptTest {
  @TempDir Path directory = Path.of("");
  private InboxAtHand at;
  private String before = "";
  private String key = "";

  @BeforeEach
  void begin() throws Exception {
    at = new InboxAtHand(directory);
    at.good.there.add(at.good.candidate("10.0.0.5", "SN-2", "power"));
    before = Files.readString(at.room);
    key = at.only().key();
  }

  @AfterEach
  void end() {
    at.close();
  }

  @Test
  void itStandsInTheRoomFileAndTheRestStaysByteForByte() throws Exception {
    assertEquals(new Accepted.Done("lamp"), at.inbox.accept(key, entry("lamp", "meter")));
    assertEquals(
        before
            + """
              - id: lamp
                profile: meter
                name: { vi: "Mới", en: "New" }
                connection: { host: "10.0.0.5", port: 7 }
            """,
        Files.readString(at.room));
    assertEquals(before, Files.readString(directory.resolve("room.yaml.before")));
    assertEquals(List.of(), at.inbox.findings());
    assertEquals(List.of(), at.scan());
  }

  @Test
  void whatIsAddedToTheConnectionIsWrittenToo() throws Exception {
    Entry locked = new Entry("lamp", "meter", Map.of(), Map.of("password", "secret: # 1"));
    assertInstanceOf(Accepted.Done.class, at.inbox.accept(key, locked));
    assertTrue(
        Files.readString(at.room)
            .endsWith("connection: { host: \"10.0.0.5\", port: 7, password: \"secret: # 1\" }\n"));
    assertTrue(!locked.toString().contains("secret"), "a password stays out of the log");
  }

  @Test
  void acceptedTwiceItIsGoneTheSecondTime() throws Exception {
    assertInstanceOf(Accepted.Done.class, at.inbox.accept(key, entry("lamp", "meter")));
    assertEquals(new Accepted.GoneMeanwhile(), at.inbox.accept(key, entry("lamp-2", "meter")));
  }

  @Test
  void whatCannotBeIsRefusedWithItsReasonAndNothingIsWritten() throws Exception {
    assertEquals(new Accepted.IdWrong("Đèn"), at.inbox.accept(key, entry("Đèn", "meter")));
    assertEquals(new Accepted.IdTaken("meter"), at.inbox.accept(key, entry("meter", "meter")));
    assertEquals(new Accepted.ProfileMissing("lamp"), at.inbox.accept(key, entry("lamp", "lamp")));
    assertEquals(
        new Accepted.ProfileUnfit("foreign", "other"),
        at.inbox.accept(key, entry("lamp", "foreign")));
    assertEquals(new Accepted.GoneMeanwhile(), at.inbox.accept("none", entry("lamp", "meter")));
    assertEquals(before, Files.readString(at.room));
  }

  @Test
  void whatTheLoaderFindsIsToldAndNothingIsWritten() throws Exception {
    Entry twice = new Entry("lamp", "meter", Map.of(), Map.of("host", "10.0.0.3", "port", 7));
    Accepted.Refused refused = assertInstanceOf(Accepted.Refused.class, at.inbox.addByHand(twice));
    assertTrue(refused.problems().getFirst().message().contains("the same connection"));
    assertTrue(refused.words().text("en").contains("the same connection"));
    Entry wrong = new Entry("lamp", "meter", Map.of(), Map.of("host", "h", "port", "x"));
    assertInstanceOf(Accepted.Refused.class, at.inbox.addByHand(wrong));
    assertEquals(before, Files.readString(at.room));
  }

  @Test
  void aDeviceThatNobodyFoundIsAddedByHand() throws Exception {
    Entry byHand = new Entry("lamp", "foreign", Map.of(), Map.of("host", "lamp.local"));
    assertEquals(new Accepted.Done("lamp"), at.inbox.addByHand(byHand));
    assertTrue(Files.readString(at.room).endsWith("connection: { host: \"lamp.local\" }\n"));
  }

  @Test
  void aFileThatCannotBeWrittenIsToldAndStays() throws Exception {
    Files.createDirectories(directory.resolve("room.yaml.trial").resolve("in the way"));
    Accepted.Failed failed =
        assertInstanceOf(Accepted.Failed.class, at.inbox.accept(key, entry("lamp", "meter")));
    assertTrue(failed.why().contains("cannot be written"), failed.why());
    assertEquals(before, Files.readString(at.room));
  }

  @Test
  void aDeviceThatMovedIsFollowed() throws Exception {
    at.status(DeviceState.OFFLINE, "timeout");
    at.good.there.clear();
    at.good.there.add(at.good.candidate("10.0.0.6", "SN-1"));
    String moved =
        at.scan().stream()
            .filter(each -> each.standing() instanceof Standing.Moved)
            .findFirst()
            .orElseThrow()
            .key();
    assertEquals(new Accepted.Done("meter"), at.inbox.follow(moved));
    assertEquals(
        before.replace(
            "connection: { host: 10.0.0.3, port: 7 }",
            "connection: { host: \"10.0.0.6\", port: 7 }"),
        Files.readString(at.room));
    assertEquals(new Accepted.NotFitting(), at.inbox.follow(key));
  }

  @Test
  void eachResultHasItsWordsInBothLanguages() throws IOException {
    Set<String> used = new TreeSet<>();
    Stream.of(
            new Accepted.Done("a"),
            new Accepted.GoneMeanwhile(),
            new Accepted.NotFitting(),
            new Accepted.IdWrong("a"),
            new Accepted.IdTaken("a"),
            new Accepted.ProfileMissing("a"),
            new Accepted.ProfileUnfit("a", "b"),
            new Accepted.Refused(List.of()),
            new Accepted.Failed("a"))
        .map(Accepted::words)
        .forEach(words -> used.add(shownBoth(words)));
    Stream.of(
            new Shown.Done("a"),
            new Shown.Cannot("a", "b"),
            new Shown.Silent("a"),
            new Shown.GoneMeanwhile())
        .map(Shown::words)
        .forEach(words -> used.add(shownBoth(words)));
    Stream.of(
            new Standing.New(),
            new Standing.Moved("a", Map.of()),
            new Standing.SameNumber("a"),
            new Standing.Replaced("a", ""),
            new Standing.Ignored())
        .map(Standing::words)
        .forEach(words -> used.add(shownBoth(words)));
    Stream.of(
            new ScanStart.Started(),
            new ScanStart.Running(),
            new ScanStart.NothingListed(),
            new ScanStart.Failed("a"))
        .map(ScanStart::words)
        .forEach(words -> used.add(shownBoth(words)));
    assertEquals(21, used.size());
  }

  private static String shownBoth(Words words) {
    assertTrue(!words.text("vi").equals(words.text("en")), words.key());
    assertTrue(!words.text("vi").contains("{"), words.text("vi"));
    return words.key();
  }
}
