package org.khue.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.driver.modbus.Meters.point;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Mutations;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.RealTime;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.TestLinks;
import org.khue.driver.Value;

class ModbusDriverTest {
  private static final PointSpec LEVEL = point("level", "holding", 3, "uint16");
  private static final byte[] SEVEN = {3, 2, 0, 7};

  private final ModbusFactory factory = new ModbusFactory();

  private Driver driver(Map<String, Object> connection, CommandSpec... commands) {
    return factory.create(
        new DeviceConfig("meter", connection, "room.yaml:1"),
        Meters.profile(List.of(LEVEL), List.of(commands)),
        new TestLinks(),
        RealTime.CLOCK);
  }

  private static Outcome<Sample> read(Driver driver, long millis) {
    return Objects.requireNonNull(
        driver.read(List.of(LEVEL), RealTime.inMillis(millis)).get("level"));
  }

  private static void assertReads(double expected, Outcome<Sample> outcome) {
    assertEquals(
        new Value.Num(expected),
        assertInstanceOf(Sample.class, assertInstanceOf(Outcome.Ok.class, outcome).value())
            .value());
  }

  private static Fault fault(Outcome<?> outcome) {
    return assertInstanceOf(Outcome.Failed.class, outcome).fault();
  }

  @Test
  void unitsBehindOneAddressShareABusAndAConnection() throws Exception {
    try (ScriptedPeer peer =
            new ScriptedPeer(request -> request.with(new byte[] {3, 2, 0, (byte) request.unit()}));
        Driver one = driver(peer.connection(1, 500));
        Driver two = driver(peer.connection(2, 500))) {
      assertEquals(
          factory.bus(new DeviceConfig("a", peer.connection(1, 500), "")),
          factory.bus(new DeviceConfig("b", peer.connection(2, 500), "")));
      assertReads(1, read(one, 2_000));
      assertReads(2, read(two, 2_000));
      one.close();
      assertInstanceOf(Outcome.Ok.class, read(two, 2_000));
      assertEquals(1, peer.connections.get());
    }
  }

  @Test
  void aLateAnswerIsNotTakenForTheNextOne() throws Exception {
    byte[] late = {3, 2, 0, 99};
    try (ScriptedPeer peer =
            new ScriptedPeer(request ->
                switch (request.number()) {
                  case 1 -> new byte[0];
                  default ->
                      ByteBuffer.allocate(22)
                          .put(ScriptedPeer.frame(request.transaction() - 1, 1, late))
                          .put(request.with(SEVEN))
                          .array();
                });
        Driver driver = driver(peer.connection(1, 400))) {
      assertEquals("timeout", fault(read(driver, 2_000)).code());
      assertReads(7, read(driver, 2_000));
      assertEquals(1, peer.connections.get());
    }
  }

  @Test
  void anAnswerForAnotherUnitIsAProtocolFault() throws Exception {
    try (ScriptedPeer peer =
            new ScriptedPeer(request -> ScriptedPeer.frame(request.transaction(), 9, SEVEN));
        Driver driver = driver(peer.connection(1, 500))) {
      assertEquals("protocol", fault(read(driver, 2_000)).code());
    }
  }

  @Test
  void afterThreeSilencesTheConnectionIsMadeAnew() throws Exception {
    try (ScriptedPeer peer =
            new ScriptedPeer(request -> request.number() <= 3 ? new byte[0] : request.with(SEVEN));
        Driver driver = driver(peer.connection(1, 400))) {
      for (int i = 0; i < 3; i++) {
        assertEquals("timeout", fault(read(driver, 2_000)).code());
      }
      assertReads(7, read(driver, 2_000));
      assertEquals(2, peer.connections.get());
    }
  }

  @Test
  void aHalfFrameThatNeverEndsDoesNotSpoilTheNextConnection() throws Exception {
    byte[] half = {0, 1, 0, 0, 0, 5, 1, 3};
    try (ScriptedPeer peer =
            new ScriptedPeer(request -> request.number() <= 3 ? half : request.with(SEVEN));
        Driver driver = driver(peer.connection(1, 400))) {
      for (int i = 0; i < 4 && read(driver, 2_000) instanceof Outcome.Failed; i++) {
        assertTrue(i < 3, "never recovered");
      }
      assertReads(7, read(driver, 2_000));
    }
  }

  @Test
  void theSerialNumberIsReadFromItsRegisters() throws Exception {
    try (ModbusPeer peer = new ModbusPeer()) {
      peer.holding(0x100, 0x0001, 0xE240);
      Map<String, Object> connection = new HashMap<>(peer.connection());
      connection.put("serial", Map.of("table", "holding", "register", 0x100, "type", "uint32"));
      try (Driver driver = driver(connection)) {
        assertEquals(
            Outcome.ok(new Identity("Eastron", "SDM120", "123456", "2.01")),
            driver.probe(RealTime.inMillis(5_000)));
      }
    }
  }

  @Test
  void aDeviceThatDoesNotKnowIdentificationIsThereAllTheSame() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(request ->
            request.pdu()[0] == 3
                ? request.with(SEVEN)
                : request.with(new byte[] {(byte) (request.pdu()[0] | 0x80), 1}))) {
      Map<String, Object> connection = new HashMap<>(peer.connection(1, 500));
      connection.remove("identify");
      try (Driver driver = driver(connection)) {
        assertEquals(Outcome.ok(Identity.UNKNOWN), driver.probe(RealTime.inMillis(5_000)));
      }
    }
  }

  private static Outcome<Receipt> execute(Driver driver, CommandSpec spec, Map<String, Object> args)
      throws Exception {
    return driver
        .execute(new CommandCall(spec, args), RealTime.inMillis(700))
        .toCompletableFuture()
        .get();
  }

  @Test
  void aCommandWritesItsArgumentAndReadsItBack() throws Exception {
    CommandSpec dim =
        Meters.command(
            "dim",
            Map.of("table", "holding", "register", 40, "type", "float32", "value", "{level}"));
    try (ModbusPeer peer = new ModbusPeer();
        Driver driver = driver(peer.connection(), dim)) {
      assertInstanceOf(Outcome.Ok.class, execute(driver, dim, Map.of("level", 12.5)));
      byte[] high = peer.unitOne.get(tx -> tx.readHoldingRegisters(map -> map.get(40)));
      assertEquals(0x4148, ByteBuffer.wrap(high).getShort());
    }
  }

  @Test
  void aCommandThatTheDeviceDoesNotFollowIsNotConfirmed() throws Exception {
    CommandSpec open =
        Meters.command(
            "open",
            Map.of(
                "table",
                "coil",
                "register",
                1,
                "value",
                true,
                "confirm",
                Map.of("table", "discrete", "register", 1)));
    try (ModbusPeer peer = new ModbusPeer();
        Driver driver = driver(peer.connection(), open)) {
      Fault fault = fault(execute(driver, open, Map.of()));
      assertEquals("timeout", fault.code());
      assertTrue(fault.message().contains("last came 0.0"), fault.message());
    }
  }

  @Test
  void anArgumentThatDoesNotFitIsRefusedBeforeItIsSent() throws Exception {
    CommandSpec set =
        Meters.command(
            "set", Map.of("table", "holding", "register", 4, "type", "uint16", "value", "{level}"));
    try (ModbusPeer peer = new ModbusPeer();
        Driver driver = driver(peer.connection(), set)) {
      assertEquals("range", fault(execute(driver, set, Map.of("level", 70_000))).code());
      assertEquals("range", fault(execute(driver, set, Map.of("level", 1.5))).code());
      assertEquals("range", fault(execute(driver, set, Map.of("level", "full"))).code());
      assertEquals("range", fault(execute(driver, set, Map.of())).code());
    }
  }

  @Test
  void spoiledFramesAreOnlyEverFaults() throws Exception {
    Mutations mutations = new Mutations(20_261_124);
    try (ScriptedPeer peer = new ScriptedPeer(request -> mutations.spoil(request.with(SEVEN)));
        Driver driver = driver(peer.connection(1, 50))) {
      long start = System.nanoTime();
      for (int i = 0; i < 150; i++) {
        read(driver, 200);
      }
      assertTrue(System.nanoTime() - start < 40_000_000_000L, "hangs");
    }
  }

  @Test
  void spoiledAnswersAreOnlyEverFaults() {
    Mutations mutations = new Mutations(7);
    byte[] request = Pdu.read(Table.HOLDING, 3, 1);
    byte[] identification = {0x2B, 0x0E, 1, 1, 0, 0, 2, 0, 2, 'A', 'B', 1, 3, 'X', 'Y', 'Z'};
    for (int i = 0; i < 50_000; i++) {
      byte[] answer = mutations.spoil(SEVEN);
      if (Pdu.check(request, answer, "meter") instanceof Outcome.Ok<byte[]>(byte[] checked)) {
        Pdu.readData(checked, 2, "meter");
        Pdu.written(request, checked, "meter");
      }
      assertEquals(3, DeviceIdentification.parse(mutations.spoil(identification)).size());
    }
  }
}
