package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.GatewayState;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes the gateway's state when it changes and every so often.
final class StatePublisher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StatePublisher.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final UplinkSettings settings;
  private final Journal journal;
  private final GatewayClock clock;
  private final Supplier<GatewayFacts> facts;
  private final Link link;
  private @Nullable GatewayState published;
  private long publishedSession;
  private long publishedNanos;

  StatePublisher(
      UplinkSettings settings,
      Journal journal,
      GatewayClock clock,
      Supplier<GatewayFacts> facts,
      Link link) {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    this.facts = facts;
    this.link = link;
  }

  /// Works until its thread is interrupted.
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long session = link.awaitSession(LOOK);
        if (session != 0) {
          publish(session);
          Thread.sleep(LOOK);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The state is no longer published", e);
    }
  }

  private void publish(long session) {
    GatewayState state = state(true);
    boolean due =
        session != publishedSession
            || isOther(state)
            || System.nanoTime() - publishedNanos >= settings.statePeriod().toNanos();
    if (due
        && link.publish(session, Topics.state(settings.gateway()), JsonCodec.write(state), true)) {
      published = state;
      publishedSession = session;
      publishedNanos = System.nanoTime();
    }
  }

  /// Whether it says something new, apart from the queues, which move all the time.
  private boolean isOther(GatewayState state) {
    GatewayState before = published;
    return before == null
        || before.clock() != state.clock()
        || !before.version().equals(state.version())
        || !before.configVersion().equals(state.configVersion())
        || before.devicesOnline() != state.devicesOnline()
        || before.devicesTotal() != state.devicesTotal();
  }

  GatewayState state(boolean online) {
    GatewayFacts now = facts.get();
    Journal.Depth events = journal.depth(Stream.EVENTS);
    Journal.Depth telemetry = journal.depth(Stream.TELEMETRY);
    return new GatewayState(
        online,
        now.version(),
        clock.boot(),
        clock.state(),
        events.waiting(),
        telemetry.waiting(),
        Math.max(ageSeconds(events), ageSeconds(telemetry)),
        now.configVersion(),
        now.devicesOnline(),
        now.devicesTotal());
  }

  private long ageSeconds(Journal.Depth depth) {
    long oldest = depth.oldestWallMicros();
    return oldest == 0 ? 0 : Math.max(0, (clock.time().wallMicros() - oldest) / 1_000_000);
  }
}
