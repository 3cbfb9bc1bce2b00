package org.khue.cloud.telemetry.internal.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.khue.cloud.telemetry.GatewayPresence.Presence;
import org.khue.contract.ClockState;
import org.khue.contract.GatewayState;

/// The gateways as a whole for Prometheus. No gateway has a series of its own: a city has
/// thousands, and the page of the rooms names those in trouble.
@Context
final class PresenceGauges {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration LONG_AGO = Duration.ofMinutes(5);

  private final Presences presences;
  private final Clock clock;
  private Figures newest = Figures.NONE;
  private Instant counted = Instant.MIN;

  /// @param behind whose oldest entry has waited for longer than five minutes
  /// @param oldestSeconds how long the oldest entry of all has waited, as its gateway last said
  /// @param unsynced whose clock is not right
  private record Figures(
      long known, long connected, long behind, long oldestSeconds, long unsynced) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0);
  }

  PresenceGauges(Presences presences, Clock clock, MeterRegistry registry) {
    this.presences = presences;
    this.clock = clock;
    gauge(registry, "khue.gateways.known", "Gateways that are registered", Figures::known);
    gauge(
        registry, "khue.gateways.connected", "Gateways that are connected now", Figures::connected);
    gauge(
        registry,
        "khue.gateways.behind",
        "Connected gateways whose oldest entry has waited for longer than five minutes",
        Figures::behind);
    gauge(
        registry,
        "khue.gateways.backlog.seconds",
        "How long the oldest entry has waited at any connected gateway",
        Figures::oldestSeconds);
    gauge(
        registry,
        "khue.gateways.unsynced",
        "Connected gateways whose clock is not right",
        Figures::unsynced);
  }

  private void gauge(
      MeterRegistry registry, String name, String description, ToDoubleFunction<Figures> figure) {
    Gauge.builder(name, this, all -> figure.applyAsDouble(all.figures()))
        .description(description)
        .register(registry);
  }

  private synchronized Figures figures() {
    Instant now = clock.instant();
    if (!now.isBefore(counted.plus(FRESH)) || now.isBefore(counted)) {
      newest = count(presences.all());
      counted = now;
    }
    return newest;
  }

  private static Figures count(List<Presence> all) {
    long connected = 0;
    long behind = 0;
    long oldest = 0;
    long unsynced = 0;
    for (Presence presence : all) {
      GatewayState state = presence.state();
      if (presence.connected()) {
        connected++;
        if (state != null) {
          behind += state.oldestQueuedSeconds() > LONG_AGO.toSeconds() ? 1 : 0;
          oldest = Math.max(oldest, state.oldestQueuedSeconds());
          unsynced += state.clock() == ClockState.UNSYNCED ? 1 : 0;
        }
      }
    }
    return new Figures(all.size(), connected, behind, oldest, unsynced);
  }
}
