package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckConfigTest {
  private static final String TESTS = "src/test/resources/";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aSoundGatewayIsToldAndEndsWithZero() {
    assertEquals(0, check(TESTS + "complete/gateway.yaml"));
    assertEquals(TESTS + "complete/gateway.yaml: ok\n", text(out));
    assertEquals("", text(err));
  }

  @Test
  void aDirectoryIsCheckedWithAllItsProfilesAndRooms() {
    assertEquals(0, check(TESTS + "complete"));
    assertEquals(3, text(out).lines().count());
  }

  @Test
  void everyProblemIsALineAndTheEndIsTwo() {
    assertEquals(
        2, check("--profiles", TESTS + "broken/profiles", TESTS + "broken/units/room.yaml"));
    List<String> lines = text(err).lines().toList();
    assertEquals("5 problems", lines.getLast());
    assertTrue(
        lines.getFirst().startsWith(TESTS + "broken/units/room.yaml:7: /devices/0/points/0/unit: "),
        lines.getFirst());
  }

  @Test
  void theProfilesOfARoomLieBesideItsDirectory() {
    assertEquals(0, check(TESTS + "complete/rooms/lab.yaml"));
  }

  @Test
  void aProblemOfAProfileThatManyRoomsUseIsToldOnce() {
    assertEquals(2, check(TESTS + "broken/profile-faults"));
    List<String> lines = text(err).lines().toList();
    assertEquals(lines.size(), lines.stream().distinct().count());
  }

  @Test
  void anUnknownKindOfFileIsRefused() {
    assertEquals(2, check(TESTS + "broken/only-a-list/room.yaml"));
    assertEquals(2, check(TESTS + "no-such-file.yaml"));
    assertTrue(text(err).contains("no-such-file.yaml: no such file"), text(err));
  }

  @Test
  void withoutArgumentsItTellsHowToUseIt() {
    assertEquals(2, check());
    assertTrue(text(err).startsWith("usage: "), text(err));
    assertEquals(2, check("--profile", "x"));
    assertTrue(text(err).contains("unknown option --profile"), text(err));
  }

  private int check(String... args) {
    return new CheckConfig(new ConfigLoader(FakeFactory.installed()))
        .run(
            List.of(args),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
