package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Ack;
import org.khue.contract.Command;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.uplink.MqttConnection.Will;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's way to the cloud: connects in the background, sends what the journal holds, hands
/// on the commands that come. Nothing in the gateway waits for it. Close it before the journal.
public final class Uplink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

  private final String gateway;
  private final SwitchingLink link;
  private final StreamSender events;
  private final StreamSender telemetry;
  private final StatePublisher state;
  private final Consumer<Command> commands;
  private final Map<String, Consumer<byte[]>> handlers;
  private final List<Thread> threads;

  /// @param facts what the state message says; called about once a second
  /// @param newest the readings that came since it was called last, the newest of each point; for
  ///   those who look on while older ones are still being sent
  /// @param commands takes each command that comes, without blocking: a
  ///   [org.khue.gateway.command.CommandHandler]
  /// @param configs takes each configuration message that comes, without blocking
  public Uplink(
      UplinkSettings settings,
      Journal journal,
      GatewayClock clock,
      Supplier<GatewayFacts> facts,
      Supplier<List<Reading>> newest,
      Consumer<Command> commands,
      Consumer<byte[]> configs) {
    this.commands = commands;
    this.gateway = settings.gateway();
    handlers =
        Map.of(
            Topics.ack(gateway, Stream.EVENTS), this::acknowledged,
            Topics.ack(gateway, Stream.TELEMETRY), this::acknowledged,
            Topics.command(gateway), this::command,
            Topics.config(gateway), configs);
    link =
        new SwitchingLink(
            settings,
            clock,
            List.copyOf(handlers.keySet()),
            this::lastState,
            this::presentState,
            this::received);
    state = new StatePublisher(settings, journal, clock, facts, link);
    events = new StreamSender(Stream.EVENTS, settings, journal, clock, link, () -> false);
    telemetry = new StreamSender(Stream.TELEMETRY, settings, journal, clock, link, events::isBusy);
    threads =
        List.of(
            Thread.ofVirtual().name("uplink-events").unstarted(events),
            Thread.ofVirtual().name("uplink-telemetry").unstarted(telemetry),
            Thread.ofVirtual().name("uplink-state").unstarted(state),
            Thread.ofVirtual()
                .name("uplink-live")
                .unstarted(new LivePublisher(settings, journal, clock, newest, link)));
  }

  public void start() {
    link.start();
    threads.forEach(Thread::start);
  }

  public UplinkStatus status() {
    return new UplinkStatus(
        link.way(),
        firstOf(link.fault(), events.fault(), telemetry.fault()),
        Math.max(events.lastAckWallMicros(), telemetry.lastAckWallMicros()));
  }

  /// When the cloud last confirmed something of that stream, by the wall clock; 0 if not since the
  /// start.
  public long lastAckWallMicros(Stream stream) {
    return switch (stream) {
      case EVENTS -> events.lastAckWallMicros();
      case TELEMETRY -> telemetry.lastAckWallMicros();
    };
  }

  private static @Nullable String firstOf(@Nullable String... faults) {
    for (String fault : faults) {
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private Record presentState() {
    return state.state(true);
  }

  private Will lastState() {
    return new Will(Topics.state(gateway), JsonCodec.write(state.state(false)));
  }

  private void received(String topic, byte[] payload) {
    Consumer<byte[]> handler = handlers.get(topic);
    if (handler == null) {
      LOG.warn("The cloud sent something on {}, which nobody here knows", topic);
    } else {
      handler.accept(payload);
    }
  }

  private void acknowledged(byte[] payload) {
    try {
      Ack ack = JsonCodec.read(payload, Ack.class);
      switch (ack.stream()) {
        case EVENTS -> events.acknowledged(ack);
        case TELEMETRY -> telemetry.acknowledged(ack);
      }
    } catch (WireException e) {
      LOG.warn("The cloud sent an acknowledgement that cannot be read: {}", e.getMessage());
    }
  }

  private void command(byte[] payload) {
    try {
      commands.accept(JsonCodec.read(payload, Command.class));
    } catch (WireException e) {
      LOG.warn("The cloud sent a command that cannot be read: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    link.close(lastState());
    try {
      for (Thread thread : threads.stream().filter(Thread::isAlive).toList()) {
        thread.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
