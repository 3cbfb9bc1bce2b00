package org.khue.gateway.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomEditorTest {
  private static final Entry PLUG =
      new Entry("plug", "tasmota-plug", Map.of("vi", "Ổ cắm \"1\"", "en", "Plug"), Map.of());
  private static final Map<String, Object> TOPIC = Map.of("topic", "charger");
  private static final Map<String, Object> ADDRESS =
      Map.of("port", 5025, "host", "10.0.0.7", "observe", true);

  private static String with(String text) {
    return RoomEditor.of(text).flatMap(editor -> editor.with(PLUG, TOPIC)).orElseThrow();
  }

  @Test
  void aDeviceIsAddedAtTheEndOfTheListAndNothingElseChanges() {
    String before =
        """
        # The room of Mrs Lan. Do not touch!
        room: { id: lab }   # on purpose
        devices:
          # the old meter
          - id: meter
            profile: sdm120
            connection: { host: 10.0.0.3 } # behind the door
            points:
              - id: tick
                report: { every: 0s }   # each

        # Alarms, in the order of their weight
        alarms: []
        """;
    String added =
        """
          - id: plug
            profile: tasmota-plug
            name: { vi: "Ổ cắm \\"1\\"", en: "Plug" }
            connection: { topic: "charger" }
        """;
    String mark = "report: { every: 0s }   # each\n";
    int at = before.indexOf(mark) + mark.length();
    assertEquals(before.substring(0, at) + added + before.substring(at), with(before));
  }

  @Test
  void theIndentOfTheListIsKept() {
    String before = "devices:\n- id: a\n  connection:\n    host: x\nalarms: []\n";
    assertTrue(
        with(before)
            .startsWith(
                "devices:\n- id: a\n  connection:\n    host: x\n- id: plug\n  profile: tasmota-plug\n"));
    assertTrue(with(before).endsWith("\nalarms: []\n"));
  }

  @Test
  void aFileWithoutALastLineBreakGetsOne() {
    assertTrue(with("devices:\n  - id: a").startsWith("devices:\n  - id: a\n  - id: plug\n"));
  }

  @Test
  void lineBreaksOfWindowsStayAsTheyAre() {
    String after = with("devices:\r\n  - id: a\r\nuse: 1\r\n");
    assertEquals(0, after.replace("\r\n", "").chars().filter(c -> c == '\n').count());
    assertTrue(after.startsWith("devices:\r\n  - id: a\r\n  - id: plug\r\n"));
  }

  @Test
  void aListInBracketsIsContinuedInBrackets() {
    assertEquals(
        "devices: [ { id: a }, { id: plug, profile: tasmota-plug, name: { vi: \"Ổ cắm \\\"1\\\"\","
            + " en: \"Plug\" }, connection: { topic: \"charger\" } } ] # all\n",
        with("devices: [ { id: a } ] # all\n"));
  }

  @Test
  void anEmptyListBecomesABlock() {
    String after = with("room: 1\ndevices: []  # none yet\nalarms: []\n");
    assertTrue(after.startsWith("room: 1\ndevices:\n  - id: plug\n"), after);
    assertTrue(
        after.endsWith("connection: { topic: \"charger\" }  # none yet\nalarms: []\n"), after);
  }

  @Test
  void aLongTextAtTheEndOfTheListEndsWhereItEnds() {
    String after = with("devices:\n  - id: a\n    name: |\n      two\n      lines\n\nuse: 1\n");
    assertTrue(after.contains("      lines\n  - id: plug\n"), after);
    assertTrue(after.endsWith("\n\nuse: 1\n"), after);
  }

  @Test
  void signsOutsideTheBasicPlaneMoveNothing() {
    String after = with("# 🏫🏫\ndevices:\n  - { id: a, name: \"🏫\" } # 🏫\nuse: 1\n");
    assertTrue(after.contains("\"🏫\" } # 🏫\n  - id: plug\n"), after);
  }

  @Test
  void theConnectionOfOneDeviceIsExchanged() {
    String before =
        """
        devices:
          - id: a
            connection: { host: 10.0.0.3, port: 1 } # behind the door
          - id: b
            connection:
              host: 10.0.0.4
              # the second port
              port: 2
            profile: x
        """;
    assertEquals(
        before.replace(
            "connection: { host: 10.0.0.3, port: 1 }",
            "connection: { host: \"10.0.0.7\", port: 5025, observe: true }"),
        connected(before, "a").orElseThrow());
    assertEquals(
        before.replace(
            "connection:\n      host: 10.0.0.4\n      # the second port\n      port: 2",
            "connection: { host: \"10.0.0.7\", port: 5025, observe: true }"),
        connected(before, "b").orElseThrow());
    assertEquals(Optional.empty(), connected(before, "c"));
  }

  private static Optional<String> connected(String text, String device) {
    return RoomEditor.of(text).flatMap(editor -> editor.connected(device, ADDRESS));
  }

  @Test
  void aFileWithoutAListIsLeftAlone() {
    for (String text : new String[] {"", "room: 1\n", "devices: [\n", "devices: 7\n"}) {
      assertEquals(
          Optional.empty(), RoomEditor.of(text).flatMap(editor -> editor.with(PLUG, TOPIC)), text);
    }
  }
}
