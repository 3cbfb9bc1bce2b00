package org.khue.gateway.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.khue.driver.TimeSource;

/// The time by which certificates are judged.
///
/// A gateway without a clock battery wakes in 1970, or at its last shutdown, and may never be set:
/// some schools let no NTP through. So the time is never taken to be earlier than the newest time
/// that is sure (the build's, then the cloud's own in its answers), and a certificate that begins
/// later than that proves that it is later still.
public final class TrustedTime {
  private final TimeSource time;
  private volatile Instant floor;
  private volatile long floorMonotonicMicros;

  /// @param floor a time that has passed for certain, such as the build's
  public TrustedTime(TimeSource time, Instant floor) {
    this.time = time;
    this.floor = floor;
    this.floorMonotonicMicros = time.monotonicMicros();
  }

  /// The cloud said that it is this late.
  synchronized void learn(Instant sure) {
    if (sure.isAfter(now())) {
      floor = sure;
      floorMonotonicMicros = time.monotonicMicros();
    }
  }

  /// The wall clock's time, unless it must be later.
  synchronized Instant now() {
    Instant wall = Instant.EPOCH.plusNanos(Math.multiplyExact(time.wallMicros(), 1_000));
    long since = time.monotonicMicros() - floorMonotonicMicros;
    Instant sure = floor.plusNanos(Math.max(0, since) * 1_000);
    return wall.isAfter(sure) ? wall : sure;
  }

  /// The moment at which to judge these certificates.
  Instant of(List<X509Certificate> chain) {
    Instant moment = now();
    for (X509Certificate each : chain) {
      Instant begins = each.getNotBefore().toInstant();
      moment = begins.isAfter(moment) ? begins : moment;
    }
    return moment;
  }
}
