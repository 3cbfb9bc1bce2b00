package org.khue.cloud.fleet.command;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.contract.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands commands over, again and again until their receipts come: a gateway begins each at most
/// once, so it may come often. One whose time is over is handed over too: a gateway that has not
/// begun it then ends it as expired. What was never handed over is ended here.
@Singleton
final class Sending {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration AGAIN_WHEN_LATE = Duration.ofSeconds(15);
  private static final int AT_A_TIME = 1_000;

  private final Transactions transactions;
  private final GatewayDownlink downlink;
  private final Clock clock;
  private final Map<UUID, Instant> handedOver = new ConcurrentHashMap<>();

  Sending(Transactions transactions, GatewayDownlink downlink, Clock clock) {
    this.transactions = transactions;
    this.downlink = downlink;
    this.clock = clock;
  }

  /// Hands a command over whose row says `sent` already: if the power goes in between, it is taken
  /// for handed over, never for the contrary.
  ///
  /// @return false if there was no connection
  boolean handOver(DeviceCommand command) {
    Instant notAfter = command.notAfter();
    long micros = notAfter.getEpochSecond() * 1_000_000 + notAfter.getNano() / 1_000;
    Command message =
        new Command(
            command.id().toString(), command.device(), command.name(), command.args(), micros);
    boolean sent = downlink.send(command.gateway(), message);
    if (sent) {
      handedOver.put(command.id(), clock.instant());
    }
    return sent;
  }

  @Scheduled(initialDelay = "2s", fixedDelay = "${khue.commands.look-every:1s}")
  void again() {
    Acting.system("commands")
        .run(() -> {
          try {
            lookAtAll();
          } catch (RuntimeException e) {
            // The next look is in a second.
            LOG.warn("open commands were not looked at: {}", e.getMessage());
          }
        });
  }

  private void lookAtAll() {
    List<DeviceCommand> open =
        transactions.run("reading the open commands", read -> CommandStore.open(read, AT_A_TIME));
    Set<UUID> ids = open.stream().map(DeviceCommand::id).collect(Collectors.toSet());
    handedOver.keySet().retainAll(ids);
    Instant now = clock.instant();
    for (DeviceCommand command : open) {
      boolean late = now.isAfter(command.notAfter());
      if (command.state() == CommandState.WAITING) {
        if (late) {
          expire(command, now);
        } else {
          firstTime(command);
        }
      } else {
        Instant last = handedOver.getOrDefault(command.id(), Instant.EPOCH);
        if (last.plus(late ? AGAIN_WHEN_LATE : AGAIN).isBefore(now)) {
          handOver(command);
        }
      }
    }
  }

  private void firstTime(DeviceCommand command) {
    move(command.id(), CommandState.WAITING, CommandState.SENT);
    if (!handOver(command)) {
      move(command.id(), CommandState.SENT, CommandState.WAITING);
    }
  }

  /// There was no connection: so it can be ended here.
  void notSent(UUID id) {
    move(id, CommandState.SENT, CommandState.WAITING);
  }

  private void move(UUID id, CommandState from, CommandState to) {
    transactions.run(
        "noting where a command is",
        transaction -> {
          CommandStore.move(transaction, id, from, to);
          return true;
        });
  }

  private void expire(DeviceCommand command, Instant now) {
    transactions.run(
        "ending a command",
        transaction -> {
          CommandStore.expire(
              transaction, command.id(), now, "the gateway was not connected in time");
          return true;
        });
  }
}
