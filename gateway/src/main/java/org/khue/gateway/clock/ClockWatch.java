package org.khue.gateway.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.khue.contract.ClockState;
import org.khue.driver.TimeSource;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges the wall clock and watches it for jumps.
///
/// A wall clock before the floor has not been set: UNSYNCED. The floor is the newest of the build
/// date and the last time that an earlier run has seen. Where systemd-timesyncd runs, its mark
/// `synchronized` tells SYNCED from HOLDOVER; elsewhere a plausible time counts as SYNCED, since
/// the machine's own administration sets it.
///
/// Not thread-safe: one thread calls [#check].
public final class ClockWatch {
  /// Where systemd-timesyncd leaves its mark.
  public static final Path TIMESYNC = Path.of("/run/systemd/timesync");

  private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

  /// NTP slews below this; a larger step is worth a line in the log.
  private static final long JUMP_MICROS = 1_000_000;

  private static final Duration KEEP_EVERY = Duration.ofMinutes(1);

  private final TimeSource time;
  private final Path file;
  private final Path timesync;
  private final long floorMicros;
  private long offsetMicros;
  private long keptAt;

  /// @param built when this software was made: no earlier time can be right
  /// @param timesync directory of systemd-timesyncd's mark, [#TIMESYNC] on a real machine
  public ClockWatch(TimeSource time, Path data, Instant built, Path timesync) {
    this.time = time;
    this.timesync = timesync;
    file = data.resolve("last-seen-time");
    floorMicros = Math.max(built.getEpochSecond() * 1_000_000, lastSeen());
    offsetMicros = time.wallMicros() - time.monotonicMicros();
    keptAt = time.monotonicMicros();
  }

  /// How far the wall clock can be trusted now.
  public ClockState judge() {
    if (time.wallMicros() < floorMicros) {
      return ClockState.UNSYNCED;
    }
    return source() == ClockSource.RUNNING_ON ? ClockState.HOLDOVER : ClockState.SYNCED;
  }

  /// Where the time comes from now.
  public ClockSource source() {
    if (time.wallMicros() < floorMicros) {
      return ClockSource.NOWHERE;
    }
    if (!Files.isDirectory(timesync)) {
      return ClockSource.MACHINE;
    }
    return Files.exists(timesync.resolve("synchronized"))
        ? ClockSource.NETWORK
        : ClockSource.RUNNING_ON;
  }

  /// To be called at the start and about each second: sets the clock's floor and state, notices a
  /// jump, keeps the time.
  ///
  /// @return by how much the wall clock has jumped since the last call, in µs; 0 if it has not
  public long check(GatewayClock clock) {
    clock.floor(floorMicros);
    ClockState judged = judge();
    if (judged != clock.state()) {
      log.info("The wall clock is {} now, was {}", judged, clock.state());
      clock.state(judged);
    }
    long offset = time.wallMicros() - time.monotonicMicros();
    long jump = offset - offsetMicros;
    offsetMicros = offset;
    long now = time.monotonicMicros();
    if (now - keptAt >= KEEP_EVERY.toNanos() / 1_000) {
      keptAt = now;
      keep(judged);
    }
    if (Math.abs(jump) < JUMP_MICROS) {
      return 0;
    }
    log.warn("The wall clock jumped by {} s", jump / 1_000_000.0);
    return jump;
  }

  /// Remembers the time for the next start, if it can be right.
  public void keep(ClockState state) {
    // A time that a faulty source has set years ahead would make every later one look unset: only
    // a synchronised clock raises the floor.
    if (state != ClockState.SYNCED) {
      return;
    }
    try {
      DurableFile.write(file, time.wallMicros() + "\n");
    } catch (IOException e) {
      log.warn("{} cannot be written; check the disk: {}", file, e.toString());
    }
  }

  private long lastSeen() {
    try {
      return DurableFile.read(file).map(text -> Long.parseLong(text.strip())).orElse(0L);
    } catch (IOException | NumberFormatException e) {
      log.warn("{} cannot be read and is passed over: {}", file, e.toString());
      return 0;
    }
  }
}
