package org.khue.gateway.pipeline;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.driver.Sample;
import org.khue.gateway.clock.GatewayClock;

/// The pipeline of one device. One thread at a time calls it.
public final class DevicePipeline {
  private final String device;
  private final GatewayClock clock;
  private final Watcher watcher;
  private final EventOut out;
  private final Episodes episodes;
  private final Map<String, PointLine> points = new HashMap<>();
  private final Availability availability;
  private final AlarmDesk desk;
  private final Taps taps;

  DevicePipeline(
      String device,
      List<PointSpec> specs,
      StuckCheck.Settings stuck,
      Episodes episodes,
      AlarmDesk desk,
      Taps taps,
      EventOut out,
      GatewayClock clock,
      Watcher watcher) {
    this.watcher = watcher;
    this.device = device;
    this.clock = clock;
    this.out = out;
    this.episodes = episodes;
    this.desk = desk;
    this.taps = taps;
    availability = new Availability(specs);
    specs.forEach(spec -> points.put(spec.id(), new PointLine(spec, stuck)));
  }

  /// Whether no value of that point may be left out when they come faster than they are kept: the
  /// states, whose every change counts, and points that report each sample.
  public static boolean mustKeepEach(PointSpec point) {
    return !point.states().isEmpty() || ReportRule.everySample(point);
  }

  /// Takes up what the last run left open. Called once, before anything else.
  public void resume() {
    episodes.resume(clock.now());
    desk.open(device, episodes);
  }

  /// A value that the device gave. A point that the profile does not have is passed over.
  public void sample(Sample sample) {
    PointLine line = points.get(sample.point());
    if (line == null) {
      return;
    }
    availability.heard(sample.point(), sample.monotonicMicros());
    Stamp at = clock.at(sample.wallMicros(), sample.monotonicMicros());
    measured(line, line.convert(sample, at));
  }

  /// A point that could not be read.
  ///
  /// @param code a short reason such as `timeout`
  public void failure(String point, String code, long wallMicros, long monotonicMicros) {
    PointLine line = points.get(point);
    if (line != null) {
      // The point was asked for: that is no silence.
      availability.asked(point, monotonicMicros);
      measured(line, Measured.bad(line.spec(), code, clock.at(wallMicros, monotonicMicros)));
    }
  }

  /// Something that the device reported as having happened.
  ///
  /// @return ends when it is on disk, with all that a tap means; exceptionally if it could not be
  ///   kept
  public CompletionStage<Long> event(
      String kind, Map<String, Object> details, long wallMicros, long monotonicMicros) {
    Stamp at = clock.at(wallMicros, monotonicMicros);
    CompletionStage<Long> kept =
        out.recorder().once(new Event(at, device, kind, out.simulated(), details));
    return kind.equals(EventKind.CARD_TAP)
        ? kept.thenApplyAsync(seq -> told(seq, details), task -> Thread.ofVirtual().start(task))
        : kept;
  }

  private long told(long seq, Map<String, Object> tap) {
    try {
      taps.tapped(tap);
      return seq;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /// The runtime has connected to the device.
  public void connected() {
    availability.connected(clock.time().monotonicMicros());
  }

  /// The device is away: each point gets a BAD reading with that reason.
  public void disconnected(String code) {
    availability.disconnected();
    long wall = clock.time().wallMicros();
    long monotonic = clock.time().monotonicMicros();
    points.keySet().forEach(point -> failure(point, code, wall, monotonic));
  }

  /// Lets time pass.
  ///
  /// @return the points that have been silent for too long
  public Set<String> tick() {
    Stamp now = clock.now();
    watcher.alive(device, now.monotonicMicros());
    for (String point : availability.newlyStale(now.monotonicMicros())) {
      failure(point, "stale", clock.time().wallMicros(), now.monotonicMicros());
    }
    if (availability.alive()) {
      repeatStates(now);
    }
    episodes.tick(now);
    return availability.stale();
  }

  /// Whether every point has been silent for too long.
  public boolean silent() {
    return availability.allStale();
  }

  /// Remembers open uses and alarms.
  public void close() {
    desk.close(device, episodes);
    episodes.close(clock.now());
  }

  private void repeatStates(Stamp now) {
    for (PointLine line : points.values()) {
      Measured again = line.repeated(now);
      if (again != null) {
        out.recorder().reading(reading(again));
      }
    }
  }

  private void measured(PointLine line, Measured measured) {
    // First: what follows may wait for the disk.
    watcher.seen(
        device,
        line.spec().id(),
        new Watcher.Look(
            measured.value(),
            measured.state(),
            measured.usable(),
            measured.at().monotonicMicros()));
    out.recorder().live().take(device, measured);
    if (line.report(measured)) {
      out.recorder().reading(reading(measured));
    }
    String left = line.leftState(measured);
    String entered = measured.state();
    if (left != null && entered != null) {
      out.event(
          measured.at(),
          device,
          EventKind.STATE_CHANGED,
          EventDetails.state(line.spec().id(), left, entered));
    }
    episodes.sample(measured);
  }

  private Reading reading(Measured measured) {
    return new Reading(
        measured.at(),
        device,
        measured.point().id(),
        measured.value(),
        measured.point().unit(),
        measured.quality(),
        measured.reason(),
        out.simulated());
  }
}
