package org.khue.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves when it is told to.
public final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-24T05:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }
}
