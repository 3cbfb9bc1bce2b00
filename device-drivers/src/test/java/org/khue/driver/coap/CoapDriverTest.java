package org.khue.driver.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.khue.driver.ContractPeer.Mood;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Mutations;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Problem;
import org.khue.driver.Quality;
import org.khue.driver.RealTime;
import org.khue.driver.RecordingSink;
import org.khue.driver.Sample;
import org.khue.driver.TestLinks;
import org.khue.driver.Value;

class CoapDriverTest {
  private static final Duration AMPLE = Duration.ofSeconds(8);
  private static final PointSpec OBSERVED = Points.observed("temperature", "Cel");
  private static final PointSpec POLLED = Points.read("temperature", "Cel");

  private final CoapSenmlFactory factory = new CoapSenmlFactory();
  private final SensorPeer peer = new SensorPeer();
  private final List<Driver> open = new ArrayList<>();

  @AfterEach
  void closeAll() {
    open.forEach(Driver::close);
    peer.close();
  }

  private Driver driver(PointSpec... points) {
    Driver driver =
        factory.create(
            new DeviceConfig("climate", peer.connection(), "room.yaml:1"),
            Points.profile(points),
            new TestLinks(),
            RealTime.CLOCK);
    open.add(driver);
    return driver;
  }

  private static RecordingSink listening(Driver driver) {
    RecordingSink sink = new RecordingSink();
    assertInstanceOf(Outcome.Ok.class, driver.probe(RealTime.in(AMPLE)));
    driver.listen(sink);
    return sink;
  }

  private static Outcome<Sample> read(Driver driver) {
    return Objects.requireNonNull(
        driver.read(List.of(POLLED), RealTime.in(AMPLE)).get("temperature"));
  }

  private static String fault(Outcome<?> outcome) {
    return assertInstanceOf(Outcome.Failed.class, outcome).fault().code();
  }

  @Test
  void theAnswerToTheRegistrationIsTheFirstSampleAndNoneIsLost() {
    peer.pack("[{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":1}]");
    Driver driver = driver(OBSERVED);
    RecordingSink sink = listening(driver);
    for (int i = 2; i <= 5; i++) {
      peer.pack("[{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":" + i + "}]");
      peer.speak();
      int sent = i;
      Awaitility.await().atMost(AMPLE).until(() -> sink.samples.size() >= sent);
    }
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0, 5.0),
        sink.samples.stream().map(s -> ((Value.Num) s.value()).value()).toList());
    assertEquals(5, peer.answers.get(), "the resource was touched more often than it was heard");
  }

  @Test
  void closingSaysFarewell() {
    Driver driver = driver(OBSERVED);
    listening(driver);
    assertEquals(1, peer.observers());
    driver.close();
    Awaitility.await().atMost(AMPLE).until(() -> peer.observers() == 0);
  }

  @Test
  void aNodeThatWasRestartedIsObservedAgain() {
    peer.maxAgeSeconds = 1;
    Driver driver = driver(OBSERVED);
    RecordingSink sink = listening(driver);
    peer.restart();
    assertEquals(0, peer.observers());
    Awaitility.await().atMost(AMPLE).until(() -> peer.observers() == 1);
    int before = sink.samples.size();
    peer.speak();
    Awaitility.await().atMost(AMPLE).until(() -> sink.samples.size() > before);
    assertEquals(List.of(), sink.losses);
  }

  @Test
  void aNodeThatFallsSilentIsLostAfterItsMaxAge() {
    peer.maxAgeSeconds = 1;
    Driver driver = driver(OBSERVED);
    RecordingSink sink = listening(driver);
    peer.mood(Mood.SILENT);
    Awaitility.await().atMost(Duration.ofSeconds(25)).until(() -> !sink.losses.isEmpty());
    assertEquals("timeout", sink.losses.getFirst().code());
  }

  @Test
  void anUnreadableNotificationIsABadSampleAndTheNextCountsAgain() {
    Driver driver = driver(OBSERVED);
    RecordingSink sink = listening(driver);
    peer.pack("[{\"n\":\"temperature\"");
    peer.speak();
    Awaitility.await().atMost(AMPLE).until(() -> sink.samples.size() == 2);
    assertEquals(Quality.BAD, sink.samples.getLast().quality());
    assertEquals("protocol", sink.samples.getLast().reason());
    peer.pack("[{\"n\":\"temperature\",\"v\":20}]");
    peer.speak();
    Awaitility.await().atMost(AMPLE).until(() -> sink.samples.size() == 3);
    assertEquals(Quality.GOOD, sink.samples.getLast().quality());
  }

  @Test
  void aResourceThatCannotBeObservedIsToldSo() {
    peer.observable(false);
    Fault fault =
        assertInstanceOf(Outcome.Failed.class, driver(OBSERVED).probe(RealTime.in(AMPLE))).fault();
    assertEquals("refused", fault.code());
    assertTrue(fault.message().contains("observe: false"), fault.message());
  }

  @Test
  void aPolledNodeIsProbedWithoutTouchingItsSensors() {
    peer.set("observe", false);
    Driver driver = driver(POLLED);
    assertEquals(
        Outcome.ok(new Identity("", "Climate node", "", "")), driver.probe(RealTime.in(AMPLE)));
    assertEquals(0, peer.answers.get());
    assertInstanceOf(Outcome.Ok.class, read(driver));
    assertEquals(1, peer.answers.get());
  }

  @Test
  void cborIsReadAsWellAsJson() {
    peer.pack(HexFormat.of().parseHex("81a3006b74656d7065726174757265016343656c02f94d60"), 112);
    Sample sample =
        ((Outcome.Ok<Sample>) assertInstanceOf(Outcome.Ok.class, read(driver(POLLED)))).value();
    assertEquals(new Value.Num(21.5), sample.value());
  }

  @Test
  void anotherContentFormatIsAProtocolFault() {
    peer.pack("temperature 21.5".getBytes(StandardCharsets.UTF_8), 0);
    assertEquals("protocol", fault(read(driver(POLLED))));
  }

  @Test
  void refusalsAreToldApart() {
    Map<ResponseCode, String> faults =
        Map.of(
            ResponseCode.NOT_FOUND, "refused",
            ResponseCode.UNAUTHORIZED, "auth",
            ResponseCode.FORBIDDEN, "auth",
            ResponseCode.METHOD_NOT_ALLOWED, "refused",
            ResponseCode.TOO_MANY_REQUESTS, "busy",
            ResponseCode.SERVICE_UNAVAILABLE, "busy",
            ResponseCode.GATEWAY_TIMEOUT, "timeout",
            ResponseCode.INTERNAL_SERVER_ERROR, "refused");
    Driver driver = driver(POLLED);
    faults.forEach((code, expected) -> {
      peer.refuse(code);
      assertEquals(expected, fault(read(driver)), code.toString());
    });
  }

  @Test
  void allNodesShareOneSocketThatEndsWithTheLast() {
    Driver one = driver(POLLED);
    Driver two = driver(POLLED);
    assertInstanceOf(Outcome.Ok.class, read(one));
    assertInstanceOf(Outcome.Ok.class, read(two));
    assertEquals(1, timers());
    one.close();
    assertInstanceOf(Outcome.Ok.class, read(two));
    two.close();
    Awaitility.await().atMost(AMPLE).until(() -> timers() == 0);
  }

  private static long timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("coap"))
        .count();
  }

  @Test
  void noSettingsFileIsWrittenIntoTheWorkingDirectory() {
    assertInstanceOf(Outcome.Ok.class, read(driver(POLLED)));
    assertFalse(Files.exists(Path.of("Californium3.properties")));
  }

  @Test
  void pointsWithoutPeriodNeedObservation() {
    peer.set("observe", false);
    assertEquals(
        List.of("/points/0/poll"),
        factory
            .validate(
                new DeviceConfig("climate", peer.connection(), "room.yaml:1"),
                Points.profile(OBSERVED))
            .stream()
            .map(Problem::path)
            .toList());
  }

  @Test
  void spoiledPacksAreOnlyEverRefused() {
    Mutations mutations = new Mutations(20_261_124);
    byte[] json =
        "[{\"bn\":\"urn:dev:mac:01_\",\"bt\":-5,\"bu\":\"Cel\",\"n\":\"temperature\",\"v\":23.5},{\"n\":\"b\",\"vb\":true}]"
            .getBytes(StandardCharsets.UTF_8);
    byte[] cbor = HexFormat.of().parseHex("81a3006b74656d7065726174757265016343656c02f94d60");
    CoapPoint point = CoapPoint.of(POLLED, "/senml");
    int refused = 0;
    for (int i = 0; i < 30_000; i++) {
      try {
        point.read(SenmlPack.json(mutations.spoil(json)), RealTime.CLOCK);
        point.read(SenmlPack.cbor(mutations.spoil(cbor)), RealTime.CLOCK);
      } catch (SenmlException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "hardly anything was refused: " + refused);
    assertThrows(SenmlException.class, () -> SenmlPack.json(new byte[0]));
  }

  @Test
  void spoiledPacksOverTheWireLeaveTheDriverWorking() {
    Mutations mutations = new Mutations(5);
    Driver driver = driver(POLLED);
    byte[] good =
        "[{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":1}]".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 200; i++) {
      peer.pack(mutations.spoil(good), SensorPeer.JSON);
      read(driver);
    }
    peer.pack(good, SensorPeer.JSON);
    assertInstanceOf(Outcome.Ok.class, read(driver));
  }
}
