package org.khue.cloud.fleet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.telemetry.internal.ingest.Batches;
import org.khue.cloud.telemetry.internal.mqtt.TestGateway;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Inventory;
import org.khue.contract.Stream;
import org.khue.contract.wire.JsonCodec;

/// From the click to the receipt, with a gateway on a real connection.
class CommandsTest {
  private static TestCloud cloud;
  private static Reader technician;
  private static Reader teacher;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(Map.of("khue.demo", "true"));
    technician = Reader.in(cloud, "lab-technician");
    teacher = Reader.in(cloud, "teacher");
  }

  @AfterAll
  static void stop() {
    technician.close();
    teacher.close();
    cloud.close();
  }

  /// A connected gateway with a supply.
  private static TestGateway gateway(String id) throws Exception {
    TestGateway gateway = TestGateway.connected("tcp://127.0.0.1:" + cloud.mqttPort(), id);
    Inventory.Argument voltage =
        new Inventory.Argument(
            "value", Map.of("vi", "Điện áp"), "number", "V", 0.0, 30.0, List.of(), null);
    Inventory inventory =
        new Inventory(
            Batches.stamp(Instant.now()),
            new Inventory.Room(id, Map.of("vi", "Phòng"), "physics-lab"),
            List.of(
                new Inventory.Device(
                    "supply",
                    Map.of("vi", "Nguồn"),
                    "scpi-power-supply",
                    "instrument",
                    "scpi",
                    List.of(),
                    List.of(
                        new Inventory.Order("off", Map.of("vi", "Tắt"), List.of(), 5, false),
                        new Inventory.Order("on", Map.of("vi", "Bật"), List.of(), 5, true),
                        new Inventory.Order(
                            "set", Map.of("vi", "Đặt"), List.of(voltage), 5, false)))),
            true);
    gateway.publish(Batches.batch(Stream.EVENTS, 1, inventory));
    assertEquals(1, gateway.nextAck().upToSeq());
    return gateway;
  }

  private static String path(String gateway) {
    return "/api/v1/gateways/" + gateway + "/devices/supply/commands";
  }

  private static JsonNode send(String gateway, String body) {
    return Reader.json(technician.call("POST", path(gateway), body), 201);
  }

  private static JsonNode get(String gateway, String id) {
    return Reader.json(technician.call("GET", path(gateway) + "/" + id, ""), 200);
  }

  private static Command received(TestGateway gateway) throws Exception {
    MqttMessage message = gateway.others.poll(10, TimeUnit.SECONDS);
    assertNotNull(message, "no command came");
    return JsonCodec.read(message.getPayload(), Command.class);
  }

  private static void receipt(TestGateway gateway, long seq, String id, String outcome)
      throws Exception {
    Map<String, Object> details =
        Map.of(
            "command",
            id,
            "outcome",
            outcome,
            "reason",
            "busy: it cools down",
            "said",
            Map.of("vi", "Máy đang nguội"));
    Event event = Batches.event(Instant.now(), "supply", EventKind.COMMAND_ENDED, details);
    gateway.publish(Batches.batch(Stream.EVENTS, seq, event));
    assertEquals(seq, gateway.nextAck().upToSeq());
  }

  @Test
  void aCommandEndsByItsFirstReceiptAndNoOther() throws Exception {
    try (TestGateway gateway = gateway("gw-1")) {
      String id =
          send("gw-1", "{\"name\": \"set\", \"args\": {\"value\": 12.5}}").get("id").asText();
      Command command = received(gateway);
      assertEquals(id, command.id());
      assertEquals(Map.of("value", 12.5), command.args());
      assertEquals("sent", get("gw-1", id).get("state").asText());
      receipt(gateway, 2, id, "failed");
      receipt(gateway, 3, id, "done");
      JsonNode ended = get("gw-1", id);
      assertEquals("failed", ended.get("state").asText());
      assertEquals("Máy đang nguội", ended.get("said").get("vi").asText());
      assertEquals(2, ended.get("receipts").asInt());
      assertThrows(
          RuntimeException.class,
          () ->
              cloud.execute(
                  "UPDATE fleet.command SET state = 'done', receipts = 9 WHERE id = '" + id + "'"));
      assertEquals(
          1,
          cloud.count(
              "SELECT count(*) FROM platform.audit WHERE action = 'command.sent'"
                  + " AND subject = 'gw-1'"));
    }
  }

  @Test
  void whatDoesNotFitTheCommandIsRefusedWithTheRange() throws Exception {
    try (TestGateway gateway = gateway("gw-2")) {
      JsonNode refusal =
          Reader.json(
              technician.call(
                  "POST", path("gw-2"), "{\"name\": \"set\", \"args\": {\"value\": 31}}"),
              422);
      assertTrue(refusal.toString().contains("from 0 to 30 V"), refusal.toString());
      assertEquals(422, technician.call("POST", path("gw-2"), "{\"name\": \"none\"}").statusCode());
      assertEquals(422, technician.call("POST", path("gw-2"), "{\"name\": \"on\"}").statusCode());
      assertEquals(
          403,
          teacher
              .call("POST", path("gw-2"), "{\"name\": \"on\", \"confirmed\": true}")
              .statusCode());
      send("gw-2", "{\"name\": \"on\", \"confirmed\": true}");
      assertEquals("on", received(gateway).name());
    }
  }

  @Test
  void aSecondClickSendsNothing() throws Exception {
    try (TestGateway gateway = gateway("gw-3")) {
      for (int i = 0; i < 2; i++) {
        var answer =
            teacher.post(
                "/rooms/gw-3/devices/supply/commands/off",
                Reader.form("idempotency-key", "11112222"));
        assertEquals(303, answer.statusCode(), answer.body());
      }
      String id = received(gateway).id();
      receipt(gateway, 2, id, "failed");
      assertEquals(1, cloud.count("SELECT count(*) FROM fleet.command WHERE gateway = 'gw-3'"));
      String page = teacher.get("/rooms/gw-3/devices/supply").body();
      assertTrue(page.contains("Máy đang nguội"), page);
      assertTrue(page.contains("name=\"arg-0\""), page);
    }
  }

  @Test
  void aGatewayThatIsNotConnectedIsToldAtOnceAndNothingIsKept() throws Exception {
    gateway("gw-4").close();
    Awaitility.await()
        .untilAsserted(() ->
            assertEquals(
                409, technician.call("POST", path("gw-4"), "{\"name\": \"off\"}").statusCode()));
    assertTrue(technician.get("/rooms/gw-4/devices/supply").body().contains("đang mất kết nối"));
  }

  @Test
  void aCommandIsHandedOverAgainUntilItsReceiptComesEvenWhenItIsLate() throws Exception {
    String id;
    try (TestGateway gateway = gateway("gw-5")) {
      id = send("gw-5", "{\"name\": \"off\", \"validSeconds\": 1}").get("id").asText();
      assertEquals(id, received(gateway).id());
    }
    Awaitility.await()
        .until(() ->
            cloud.count(
                    "SELECT count(*) FROM fleet.command WHERE not_after < now() AND id = '"
                        + id
                        + "'")
                == 1);
    assertEquals("sent", get("gw-5", id).get("state").asText());
    assertNull(get("gw-5", id).get("endedAt"));
    try (TestGateway gateway =
        TestGateway.connected("tcp://127.0.0.1:" + cloud.mqttPort(), "gw-5")) {
      MqttMessage again = gateway.others.poll(25, TimeUnit.SECONDS);
      assertNotNull(again);
      assertEquals(id, JsonCodec.read(again.getPayload(), Command.class).id());
      receipt(gateway, 2, id, "expired");
      assertEquals("expired", get("gw-5", id).get("state").asText());
    }
  }

  @Test
  void oneThatWasNeverHandedOverIsEndedByTheCloud() {
    String id = UUID.randomUUID().toString();
    cloud.execute(
        "INSERT INTO fleet.command (id, gateway, device, name, args, asker, asked_at, not_after,"
            + " state) VALUES ('"
            + id
            + "', 'gw-6', 'supply', 'off', '{}', 'x', now(), now(), 'waiting')");
    Awaitility.await()
        .until(() ->
            cloud.count(
                    "SELECT count(*) FROM fleet.command WHERE state = 'expired' AND id = '"
                        + id
                        + "'")
                == 1);
  }

  @Test
  void anOrderGivenAtTheGatewayIsListedWithWhoGaveIt() throws Exception {
    try (TestGateway gateway = gateway("gw-7")) {
      String id = UUID.randomUUID().toString();
      Map<String, Object> details =
          Map.of("command", id, "outcome", "done", "reason", "ok", "name", "off", "by", "PIN");
      for (int seq = 2; seq < 4; seq++) {
        Event event = Batches.event(Instant.now(), "supply", EventKind.COMMAND_ENDED, details);
        gateway.publish(Batches.batch(Stream.EVENTS, seq, event));
        gateway.nextAck();
      }
      JsonNode found = get("gw-7", id);
      assertEquals("done", found.get("state").asText());
      assertTrue(found.get("atGateway").asBoolean());
      assertEquals(2, found.get("receipts").asInt());
    }
  }
}
