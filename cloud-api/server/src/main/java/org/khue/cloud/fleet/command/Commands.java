package org.khue.cloud.fleet.command;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.Inventory;

/// Commands to devices, within the scope of whoever acts.
@Singleton
public final class Commands {
  /// The right to send them.
  public static final String SEND = "commands.send";

  /// The right to send also those by which somebody may be hurt.
  public static final String SEND_DANGEROUS = "commands.send-dangerous";

  /// Open ones of one gateway. With so few, its ledger of 2,000 knows each that may come again.
  static final int MOST_OPEN = 32;

  private static final UUID LAST = new UUID(-1L, -1L);

  private final Fleet fleet;
  private final GatewayPresence presence;
  private final Transactions transactions;
  private final Sending sending;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  Commands(
      Fleet fleet,
      GatewayPresence presence,
      Transactions transactions,
      Sending sending,
      Access access,
      Audit audit,
      Clock clock) {
    this.fleet = fleet;
    this.presence = presence;
    this.transactions = transactions;
    this.sending = sending;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /// Sends a command. How it ends is told later, by the device itself.
  ///
  /// @return as it was sent
  /// @throws ProblemException 403 without the right, 404 for an unknown device, 409 if the gateway
  ///   is not connected, 422 for a command or arguments that the device does not take or a
  ///   dangerous one that was not confirmed, 429 while too many are open
  public DeviceCommand send(Ask ask) {
    Device device =
        fleet
            .room(ask.gateway())
            .flatMap(room -> room.device(ask.device()))
            .orElseThrow(() -> ProblemException.missing("device"));
    Inventory.Order order = checked(ask, device);
    requireConnected(ask.gateway());
    DeviceCommand command =
        transactions.run(
            "sending a command", transaction -> record(transaction, ask, order.dangerous()));
    if (!sending.handOver(command)) {
      sending.notSent(command.id());
    }
    return command;
  }

  private static Inventory.Order checked(Ask ask, Device device) {
    Optional<Inventory.Order> found = device.order(ask.name());
    if (found.isEmpty()) {
      List<String> known = device.commands().stream().map(Inventory.Order::id).toList();
      throw ProblemException.invalid(
          List.of(new Fault("name", "this device knows the commands " + known)));
    }
    Inventory.Order order = found.get();
    List<Fault> faults = new ArrayList<>(Arguments.faults(order, ask.args()));
    if (ask.valid().compareTo(Duration.ofSeconds(1)) < 0
        || ask.valid().compareTo(Ask.LONGEST) > 0) {
      faults.add(new Fault("validSeconds", "give 1 to " + Ask.LONGEST.toSeconds()));
    }
    if (order.dangerous() && !Acting.required().caller().holds(SEND_DANGEROUS)) {
      throw dangerous();
    }
    if (order.dangerous() && !ask.confirmed()) {
      faults.add(
          new Fault("confirmed", "this command is dangerous: confirm that nobody can be hurt"));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    return order;
  }

  /// Told at once: nobody wants a device to start by itself when its gateway comes back.
  private void requireConnected(String gateway) {
    GatewayPresence.Presence known = presence.of(gateway).orElse(null);
    if (known == null || !known.connected()) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "The gateway "
              + gateway
              + " is not connected"
              + (known == null || known.lastContact() == null
                  ? ""
                  : " (last heard of at " + known.lastContact() + ")")
              + ": nothing was sent. Use the device's own switch or the gateway's local site, or"
              + " try again when it is back.");
    }
  }

  private DeviceCommand record(Connection transaction, Ask ask, boolean dangerous)
      throws SQLException {
    Acting acting = Acting.required();
    UUID unit =
        Machines.unit(transaction, ask.gateway())
            .orElseThrow(() -> ProblemException.missing("gateway"));
    access.requireAt(SEND, unit);
    if (dangerous && !access.mayAt(SEND_DANGEROUS, unit)) {
      throw dangerous();
    }
    // Two at the same moment must not both be the last that fits.
    Machines.lock(transaction, ask.gateway());
    if (CommandStore.open(transaction, ask.gateway()) >= MOST_OPEN) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          MOST_OPEN
              + " commands to the gateway "
              + ask.gateway()
              + " have not ended yet: wait for their receipts, then send this one again.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    DeviceCommand command =
        new DeviceCommand(
            CommandStore.newId(transaction),
            ask.gateway(),
            ask.device(),
            ask.name(),
            ask.args(),
            acting.caller().name(),
            false,
            now,
            now.plus(ask.valid()),
            CommandState.SENT,
            null,
            null,
            Map.of(),
            0);
    CommandStore.insert(transaction, command, acting.caller().account());
    audit.record(
        transaction,
        new Change(
            "command.sent",
            "gateway",
            ask.gateway(),
            unit,
            Map.of(
                "command",
                command.id().toString(),
                "device",
                ask.device(),
                "name",
                ask.name(),
                "args",
                ask.args())));
    return command;
  }

  private static ProblemException dangerous() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "This command is dangerous: your roles do not include '"
            + SEND_DANGEROUS
            + "' there. Ask a lab technician.");
  }

  /// @throws ProblemException 404 if there is none of that id for that device within the scope
  public DeviceCommand get(String gateway, String device, UUID id) {
    return transactions
        .run("reading a command", read -> CommandStore.find(read, id))
        .filter(found -> found.gateway().equals(gateway) && found.device().equals(device))
        .orElseThrow(() -> ProblemException.missing("command"));
  }

  /// The newest commands of a device, those given at the gateway among them.
  public List<DeviceCommand> newest(String gateway, String device, int limit) {
    return before(gateway, device, LAST, limit);
  }

  /// Those made before that one.
  public List<DeviceCommand> before(String gateway, String device, UUID id, int limit) {
    return transactions.run(
        "listing commands", read -> CommandStore.newest(read, gateway, device, id, limit));
  }
}
