package org.khue.driver.modbus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.Deadline;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Discoverer;
import org.khue.driver.Endpoint;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.Scope;
import org.khue.driver.Sweep;

/// Asks each endpoint for units 1 to 16: one input register, which any unit answers or refuses, and
/// of those that are there the device identification (function 43 / 14). Units above are named by
/// hand: a serial gateway is silent for some tenths of a second for each that is not there.
///
/// A device of its own behind TCP often answers for every unit. It does so for unit 246 too, where
/// hardly anybody puts a meter, and is then told once.
final class ModbusDiscoverer implements Discoverer {
  private static final int PORT = 502;
  private static final int LAST_UNIT = 16;
  private static final int NOBODYS_UNIT = 246;
  private static final int READ_INPUT = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration UNIT_PATIENCE = Duration.ofMillis(400);

  private final ModbusSockets sockets;

  ModbusDiscoverer(ModbusSockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public List<Fault> scan(Scope scope, Consumer<Candidate> inbox) throws InterruptedException {
    Sweep.over(scope.endpoints(PORT), scope, PATIENCE, (endpoint, by) -> ask(endpoint, by, inbox));
    return List.of();
  }

  private void ask(Endpoint endpoint, Deadline deadline, Consumer<Candidate> inbox) {
    ModbusConnection connection = sockets.take(endpoint.host(), endpoint.port());
    try {
      // The first question also opens the connection: where that fails, nobody is asked further.
      Fault fault = knock(connection, NOBODYS_UNIT, deadline.within(CONNECT_PATIENCE));
      if (fault == null) {
        tell(connection, endpoint, 1, deadline, inbox);
        return;
      }
      boolean listens = connection.isOpen();
      for (int unit = 1; unit <= LAST_UNIT && listens; unit++) {
        fault = knock(connection, unit, deadline);
        if (fault == null) {
          tell(connection, endpoint, unit, deadline, inbox);
        }
        listens = !(fault instanceof Fault.Protocol) && !stopped(deadline);
      }
    } finally {
      sockets.giveBack(connection);
    }
  }

  private static boolean stopped(Deadline deadline) {
    return deadline.passed() || Thread.currentThread().isInterrupted();
  }

  /// @return null if the unit is there
  private @Nullable Fault knock(ModbusConnection connection, int unit, Deadline deadline) {
    byte[] request = {READ_INPUT, 0, 0, 0, 1};
    return switch (request(connection, unit, request, deadline)) {
      case Outcome.Ok<byte[]> there -> null;
      case Outcome.Failed<byte[]>(Fault.Refused refused) -> null;
      case Outcome.Failed<byte[]>(Fault.Busy busy) -> null;
      case Outcome.Failed<byte[]>(Fault fault) -> fault;
    };
  }

  private Outcome<byte[]> request(
      ModbusConnection connection, int unit, byte[] request, Deadline deadline) {
    String where = connection.target() + " unit " + unit;
    Outcome<byte[]> answer = connection.ask(this, unit, request, UNIT_PATIENCE, deadline);
    return answer instanceof Outcome.Ok<byte[]>(byte[] pdu)
        ? Pdu.check(request, pdu, where)
        : answer;
  }

  private void tell(
      ModbusConnection connection,
      Endpoint endpoint,
      int unit,
      Deadline deadline,
      Consumer<Candidate> inbox) {
    Identity identity = Identity.UNKNOWN;
    if (request(connection, unit, DeviceIdentification.request(), deadline)
        instanceof Outcome.Ok<byte[]>(byte[] answer)) {
      List<String> basic = DeviceIdentification.parse(answer);
      identity = new Identity(basic.get(0), basic.get(1), "", basic.get(2));
    }
    inbox.accept(
        new Candidate(
            "modbus-tcp",
            Map.of("host", endpoint.host(), "port", endpoint.port(), "unit-id", unit),
            identity,
            identity.model(),
            Set.of(),
            identity.equals(Identity.UNKNOWN) ? Certainty.UNNAMED : Certainty.IDENTIFIED,
            "tcp://" + endpoint + " unit " + unit));
  }

  @Override
  public Place place(Map<String, Object> connection) {
    ModbusSettings settings = ModbusSettings.of(new DeviceConfig("candidate", connection, "scan"));
    String wire = new Endpoint(settings.host(), settings.port()).toString();
    return new Place(wire, wire + " unit " + settings.unit());
  }
}
