package org.khue.sim.device.coap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.khue.sim.device.Condition;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Peers;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.Places;
import org.khue.sim.ledger.Count;
import org.khue.sim.world.Climate;

@Timeout(30)
final class SimulatedClimateTest {
  private static final int SENML_JSON = 110;
  private static final int SENML_CBOR = 112;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ManualClock clock = new ManualClock();
  private final int port = freePort();
  private final SimulatedClimate climate = climate(port);
  private final CoapEndpoint endpoint = endpoint();
  private final CoapClient client =
      new CoapClient("coap://127.0.0.1:" + port + "/senml").setEndpoint(endpoint);

  private static int freePort() {
    try {
      return Places.freeUdpPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SimulatedClimate climate(int at) {
    return new SimulatedClimate(
        Places.place(
            "coap-climate",
            "{ host: 127.0.0.1, port: " + at + " }",
            Places.world(clock, Places.LESSON)));
  }

  private static CoapEndpoint endpoint() {
    CoapConfig.register();
    Configuration configuration = Configuration.createStandardWithoutFile();
    return new CoapEndpoint.Builder().setConfiguration(configuration).build();
  }

  @BeforeEach
  void open() throws Exception {
    client.setTimeout(5000L);
    climate.open();
    endpoint.start();
  }

  @AfterEach
  void close() {
    endpoint.destroy();
    climate.close();
  }

  private Count.Ticked count() {
    return (Count.Ticked) climate.count().orElseThrow();
  }

  /// The numbers that the ledger claims, from one on.
  private List<Long> certain(long from) {
    Count.Ticked count = count();
    return LongStream.rangeClosed(from, count.last())
        .boxed()
        .filter(tick -> !count.uncertain().contains(tick))
        .toList();
  }

  private void step() {
    clock.pass(Duration.ofMillis(1500));
    climate.step();
  }

  @Test
  void theRecordsAreTheRecordedAirWithSenmlUnits() throws Exception {
    JsonNode pack = JSON.readTree(client.get(SENML_JSON).getPayload());
    Climate recorded = Places.RECORDING.climateAt(Places.LESSON);

    assertEquals("urn:dev:ops:khue-sim-room-device_", pack.get(0).get("bn").asText());
    assertRecord(pack.get(0), "temperature", "Cel", recorded.temperature());
    assertRecord(pack.get(1), "humidity", "%RH", recorded.humidity());
    assertRecord(pack.get(2), "illuminance", "lx", recorded.illuminance());
    assertRecord(pack.get(3), "co2", "ppm", recorded.co2());
    assertRecord(pack.get(4), "tick", "count", 1);
    assertEquals(5, pack.size());
  }

  private static void assertRecord(JsonNode record, String name, String unit, double value) {
    assertEquals(name, record.get("n").asText());
    assertEquals(unit, record.get("u").asText());
    assertEquals(value, record.get("v").asDouble(), 0.0006);
  }

  @Test
  void cborSaysTheSameWithNumbersForLabels() throws Exception {
    CoapResponse response = client.get(SENML_CBOR);
    assertEquals(SENML_CBOR, response.getOptions().getContentFormat());
    JsonNode pack = new ObjectMapper(new CBORFactory()).readTree(response.getPayload());

    assertEquals("urn:dev:ops:khue-sim-room-device_", pack.get(0).get("-2").asText());
    assertEquals("co2", pack.get(3).get("0").asText());
    assertEquals("ppm", pack.get(3).get("1").asText());
    assertEquals(
        Places.RECORDING.climateAt(Places.LESSON).co2(), pack.get(3).get("2").asDouble(), 0.0006);
  }

  @Test
  void anotherFormatIsNotAcceptable() throws Exception {
    assertEquals(ResponseCode.NOT_ACCEPTABLE, client.get(50).getCode());
    assertEquals(0, count().last());
  }

  @Test
  void theDirectoryNamesTheResource() throws Exception {
    CoapClient directory =
        new CoapClient("coap://127.0.0.1:" + port + "/.well-known/core").setEndpoint(endpoint);
    String links = directory.get().getResponseText();
    assertTrue(links.contains("</senml>") && links.contains(";obs"), links);
  }

  @Test
  void anObserverGetsEachNumberOnceAndAllAreCertain() throws Exception {
    Received received = new Received();
    CoapObserveRelation relation = client.observe(received, SENML_JSON);
    for (int expected = 1; expected <= 5; expected++) {
      int number = expected;
      await().until(() -> received.ticks.size() == number);
      await().until(() -> count().last() == number);
      if (expected < 5) {
        step();
      }
    }
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), List.copyOf(received.ticks));
    assertEquals(List.of(), count().uncertain());

    relation.proactiveCancel();
    await().until(() -> received.ticks.size() == 6);
    assertEquals(0, received.ticks.stream().toList().getLast(), "a farewell takes no number");
    step();
    assertEquals(5, count().last());
  }

  /// As the driver's host does when the gateway has restarted and knows no such observation.
  @Test
  void aNotificationThatTheReceiverResetsWasNotSent() throws Exception {
    try (RawObserver observer = new RawObserver()) {
      observer.register();
      assertEquals(1, observer.receive().tick());
      step();
      Datagram notification = observer.receive();
      assertEquals(2, notification.tick());
      observer.send("70 00" + notification.messageId());
      await().during(Duration.ofMillis(200)).until(() -> count().last() == 1);
    }

    assertEquals(2, JSON.readTree(client.get().getPayload()).get(4).get("v").asLong());
    assertEquals(List.of(), count().uncertain());
  }

  @Test
  void aNotificationWithoutAnswerIsUncertainAndHoldsUpNobodyElse() throws Exception {
    try (RawObserver silent = new RawObserver()) {
      silent.register();
      silent.receive();
      step();
      assertEquals(2, silent.receive().tick(), "never acknowledged");

      Received received = new Received();
      client.observe(received, SENML_JSON);
      await()
          .until(() -> {
            step();
            return received.ticks.size() >= 5;
          });
      await().until(() -> List.copyOf(received.ticks).equals(certain(3)));
      assertTrue(count().uncertain().contains(2L));
    }
  }

  @Test
  void anUnpluggedSensorIsGoneAndComesBack() throws Exception {
    climate.become(Condition.UNPLUGGED);
    client.setTimeout(300L);
    assertNull(client.get());

    climate.become(Condition.HEALTHY);
    client.setTimeout(5000L);
    assertNotNull(client.get());
  }

  @Test
  void garbageIsNoSenmlAndHasNoNumber() throws Exception {
    climate.become(Condition.GARBAGE);
    byte[] payload = client.get(SENML_JSON).getPayload();

    assertThrows(IOException.class, () -> JSON.readTree(payload));
    assertEquals(0, count().last());
  }

  @Test
  void aHangingSensorAnswersNothing() throws Exception {
    climate.become(Condition.HANGING);
    client.setTimeout(300L);

    assertNull(client.get());
    assertEquals(0, count().last());
  }

  @Test
  void aTakenPortIsNamedWithWhatToDo() {
    PlaceTakenException taken = assertThrows(PlaceTakenException.class, () -> climate(port).open());
    assertTrue(taken.toString().contains("UDP port 127.0.0.1:" + port), taken.toString());
  }

  @Test
  void libcoapReadsAndObservesIt() throws Exception {
    Process observer =
        Peers.start(
            Path.of("/dev/null"),
            "coap-client-notls",
            "-s",
            "2",
            "-m",
            "get",
            "coap://127.0.0.1:" + port + "/senml");
    await().until(() -> count().last() == 1);
    step();
    await().until(() -> count().last() == 2);
    Peers.end(observer);

    String json =
        Peers.run("coap-client-notls", "-m", "get", "coap://127.0.0.1:" + port + "/senml");
    assertTrue(
        Pattern.compile("\"n\":\"tick\",\"u\":\"count\",\"v\":\\d").matcher(json).find(), json);
    String links =
        Peers.run(
            "coap-client-notls", "-m", "get", "coap://127.0.0.1:" + port + "/.well-known/core");
    assertTrue(links.contains("</senml>"), links);
  }

  private static long tick(byte[] payload) {
    try {
      return JSON.readTree(payload).path(4).path("v").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Received implements CoapHandler {
    final Queue<Long> ticks = new ConcurrentLinkedQueue<>();

    @Override
    public void onLoad(CoapResponse response) {
      ticks.add(tick(response.getPayload()));
    }

    @Override
    public void onError() {}
  }

  /// An observer that does no more than it is told, for it knows no CoAP.
  private static final class Datagram {
    private final byte[] bytes;

    Datagram(byte[] bytes) {
      this.bytes = bytes;
    }

    String messageId() {
      return HexFormat.of().formatHex(bytes, 2, 4);
    }

    long tick() {
      int start = 4;
      while ((bytes[start] & 0xFF) != 0xFF) {
        start++;
      }
      return SimulatedClimateTest.tick(Arrays.copyOfRange(bytes, start + 1, bytes.length));
    }
  }

  private final class RawObserver implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

    RawObserver() throws IOException {
      socket.setSoTimeout(3000);
    }

    /// GET /senml with Observe 0, confirmable, token 7F.
    void register() throws IOException {
      send("41 01 0001 7F 60 55 73656E6D6C");
    }

    void send(String hex) throws IOException {
      byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    Datagram receive() throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
      socket.receive(packet);
      assertFalse(packet.getLength() < 10);
      return new Datagram(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
