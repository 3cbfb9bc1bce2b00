package org.khue.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.Discoverer;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.Pace;
import org.khue.driver.RealTime;
import org.khue.driver.Receipt;
import org.khue.driver.Scope;
import org.khue.driver.TestLinks;

/// What is found on a real broker. Each broker's test extends it.
abstract class MqttDiscovererBehaviour {
  private final Discoverer discoverer = new MqttDiscoverer();

  abstract URI broker();

  /// Leaves with the broker what devices tell of themselves.
  static void tell(URI broker) throws Exception {
    Node devices = new Node(broker, "");
    devices.keep(
        "tasmota/discovery/AABBCC001122/config",
        "{\"ip\":\"192.168.1.7\",\"dn\":\"Printer\",\"t\":\"plug-1\",\"mac\":\"aabbcc001122\","
            + "\"md\":\"Nous A1T\",\"sw\":\"14.2.0\",\"rl\":[1,0,0,0]}");
    devices.keep(
        "tasmota/discovery/AABBCC001122/sensors",
        "{\"sn\":{\"Time\":\"2026-01-01T00:00:00\",\"ENERGY\":{\"Power\":1}},\"ver\":1}");
    devices.keep("tele/plug-1/LWT", "Online");
    devices.keep(
        "tasmota/discovery/DEADBEEF0000/config", "{\"t\":\"gone\",\"mac\":\"DEADBEEF0000\"}");
    devices.keep("tele/gone/LWT", "Offline");
    devices.keep("tele/shy/LWT", "Online");
    devices.keep("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
    devices.keep(
        "zigbee2mqtt/bridge/devices",
        "[{\"ieee_address\":\"0x00\",\"type\":\"Coordinator\",\"friendly_name\":\"Coordinator\"},"
            + "{\"ieee_address\":\"0x00158d0001\",\"type\":\"EndDevice\",\"friendly_name\":\"door\","
            + "\"definition\":{\"model\":\"MCCGQ11LM\",\"vendor\":\"Aqara\",\"exposes\":["
            + "{\"type\":\"binary\",\"property\":\"contact\"},"
            + "{\"type\":\"enum\",\"property\":\"identify\"},"
            + "{\"features\":[{\"property\":\"state\"}]}]}}]");
    devices.keep("tasmota/discovery/GARBAGE/config", "{\"t\":");
    devices.keep("tasmota/discovery/EMPTY/config", "{}");
    devices.close();
  }

  private static Scope scope(URI uri) {
    return new Scope(
        List.of(),
        List.of(),
        true,
        Set.of(),
        new TestLinks(uri),
        new Pace(100, RealTime.CLOCK),
        RealTime.in(Duration.ofSeconds(10)));
  }

  private Map<String, Candidate> scan() throws InterruptedException {
    Map<String, Candidate> found = new TreeMap<>();
    assertEquals(
        List.of(),
        discoverer.scan(
            scope(broker()),
            each -> found.put(String.valueOf(each.connection().get("topic")), each)));
    return found;
  }

  private static Candidate of(Map<String, Candidate> found, String topic) {
    return Objects.requireNonNull(found.get(topic), topic + " was not found");
  }

  @Test
  void devicesThatToldTheBrokerOfThemselvesAreFound() throws Exception {
    Map<String, Candidate> found = scan();
    assertEquals(Set.of("plug-1", "gone", "shy", "door"), found.keySet());
    Candidate plug = of(found, "plug-1");
    assertEquals(new Identity("Tasmota", "Nous A1T", "AABBCC001122", "14.2.0"), plug.identity());
    assertEquals("Printer", plug.label());
    assertEquals(Set.of("tasmota", "relay", "ENERGY"), plug.offers());
    assertEquals(Certainty.IDENTIFIED, plug.certainty());
    Candidate door = of(found, "door");
    assertEquals(new Identity("Aqara", "MCCGQ11LM", "0x00158d0001", ""), door.identity());
    assertEquals(Set.of("zigbee2mqtt", "contact", "identify", "state"), door.offers());
  }

  @Test
  void whatTheBrokerRemembersButIsAwayIsToldAsAbsent() throws Exception {
    Map<String, Candidate> found = scan();
    assertEquals(Certainty.ABSENT, of(found, "gone").certainty());
    assertEquals(Certainty.UNNAMED, of(found, "shy").certainty());
  }

  @Test
  void aBrokerThatIsAwayIsToldAsTheReason() throws Exception {
    List<Fault> faults =
        discoverer.scan(
            scope(URI.create("tcp://127.0.0.1:1")),
            each -> {
              throw new AssertionError("nobody can be found");
            });
    assertTrue(faults.getFirst().message().contains("tcp://127.0.0.1:1"));
  }

  @Test
  void withoutABrokerInItsScopeItDoesNothing() throws Exception {
    Scope none =
        new Scope(
            List.of(),
            List.of(),
            false,
            Set.of(),
            new TestLinks(),
            new Pace(100, RealTime.CLOCK),
            RealTime.inMillis(5_000));
    assertEquals(List.of(), discoverer.scan(none, each -> {}));
  }

  @Test
  void aPlugBlinksItsLightAndGetsItsSettingBackWithoutTouchingItsRelay() throws Exception {
    List<String> orders = new CopyOnWriteArrayList<>();
    try (Node plug = new Node(broker(), "")) {
      plug.hear(
          "cmnd/plug-1/+",
          order -> {
            orders.add(order.topic() + " " + new String(order.payload(), StandardCharsets.UTF_8));
            if (order.topic().endsWith("/LedState")) {
              plug.say("stat/plug-1/RESULT", "{\"LedState\":3}");
            }
          });
      Outcome<Receipt> shown =
          discoverer.show(of(scan(), "plug-1"), new TestLinks(broker()), RealTime.inMillis(5_000));
      assertInstanceOf(Outcome.Ok.class, shown);
      Awaitility.await().until(() -> orders.size() == 2);
      assertEquals("cmnd/plug-1/LedState ", orders.getFirst());
      assertTrue(orders.getLast().endsWith("; LedState 3"), orders.getLast());
      assertTrue(orders.stream().noneMatch(order -> order.contains("/Power")));
    }
  }

  @Test
  void aSilentPlugIsToldAsSilent() throws Exception {
    Outcome<Receipt> shown =
        discoverer.show(of(scan(), "shy"), new TestLinks(broker()), RealTime.inMillis(700));
    assertEquals(
        "timeout",
        assertInstanceOf(Outcome.Failed.class, shown).fault() instanceof Fault f ? f.code() : "");
  }

  @Test
  void aZigbeeDeviceIsAskedToIdentifyItself() throws Exception {
    List<String> orders = new CopyOnWriteArrayList<>();
    try (Node bridge = new Node(broker(), "")) {
      bridge.hear(
          "zigbee2mqtt/door/set",
          order -> orders.add(new String(order.payload(), StandardCharsets.UTF_8)));
      discoverer.show(of(scan(), "door"), new TestLinks(broker()), RealTime.inMillis(5_000));
      Awaitility.await().until(() -> orders.equals(List.of("{\"identify\":\"identify\"}")));
    }
  }
}
