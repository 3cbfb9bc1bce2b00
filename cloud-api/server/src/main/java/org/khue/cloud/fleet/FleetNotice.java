package org.khue.cloud.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.web.SimulationNotice;
import org.khue.web.Page;

/// The banner of simulated data: always in a demo, else while any room says that it is simulated.
final class FleetNotice implements SimulationNotice {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private record Known(boolean simulated, Instant until) {}

  private final FleetStore store;
  private final Clock clock;
  private final boolean demo;
  private final Page.Simulation simulation;
  private volatile @Nullable Known known;

  FleetNotice(FleetStore store, Clock clock, boolean demo, double speed) {
    this.store = store;
    this.clock = clock;
    this.demo = demo;
    this.simulation = new Page.Simulation(speed);
  }

  @Override
  public Optional<Page.Simulation> current() {
    if (demo) {
      return Optional.of(simulation);
    }
    Instant now = clock.instant();
    Known last = known;
    if (last == null || now.isAfter(last.until())) {
      last = new Known(store.anySimulated(), now.plus(REMEMBERED));
      known = last;
    }
    return last.simulated() ? Optional.of(simulation) : Optional.empty();
  }
}
