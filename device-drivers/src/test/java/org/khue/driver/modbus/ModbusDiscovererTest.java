package org.khue.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.khue.driver.AddressRange;
import org.khue.driver.Block;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.Identity;
import org.khue.driver.Pace;
import org.khue.driver.RealTime;
import org.khue.driver.Scope;
import org.khue.driver.TestLinks;

class ModbusDiscovererTest {
  private static final Identity METER = new Identity("Eastron", "SDM120", "", "2.01");

  private final ModbusFactory factory = new ModbusFactory();

  private Map<String, Candidate> scan(int port, String... taken) throws Exception {
    Map<String, Candidate> found = new TreeMap<>();
    Scope scope =
        new Scope(
            List.of(AddressRange.parse("127.0.0.1:" + port)),
            List.of(),
            false,
            Set.of(taken),
            new TestLinks(),
            new Pace(100, RealTime.CLOCK),
            RealTime.in(Duration.ofSeconds(20)));
    factory.discoverer().orElseThrow().scan(scope, each -> found.put(each.seen(), each));
    return found;
  }

  private static int port(ModbusPeer peer) {
    return new Block(peer.connection()).integer("port", 1, 65_535, 0);
  }

  @Test
  void eachUnitBehindAnAddressIsFoundAndOnlyRead() throws Exception {
    try (ModbusPeer peer = new ModbusPeer()) {
      int port = port(peer);
      Map<String, Candidate> found = scan(port);
      assertEquals(
          List.of("tcp://127.0.0.1:" + port + " unit 1", "tcp://127.0.0.1:" + port + " unit 2"),
          List.copyOf(found.keySet()));
      Candidate first = found.values().iterator().next();
      assertEquals(Map.of("host", "127.0.0.1", "port", port, "unit-id", 1), first.connection());
      assertEquals(METER, first.identity());
      assertEquals(Certainty.IDENTIFIED, first.certainty());
      peer.requests.forEach(
          request -> assertEquals("input 0+1", request.replaceFirst("\\d+ ", "")));
    }
  }

  @Test
  void anAddressInUseIsNotTouched() throws Exception {
    try (ModbusPeer peer = new ModbusPeer()) {
      int port = port(peer);
      assertEquals(Map.of(), scan(port, "127.0.0.1:" + port));
      assertEquals(List.of(), peer.requests);
    }
  }

  @Test
  void nobodyBehindAnAddressIsNoDevice() throws Exception {
    int port;
    try (ModbusPeer peer = new ModbusPeer()) {
      port = port(peer);
    }
    assertEquals(Map.of(), scan(port));
  }
}
