package org.khue.gateway.local.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.khue.driver.TimeSource;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Slows the guessing of the PIN. Each wrong try makes its source wait, twice as long as the one
/// before; the fifth locks the source for minutes. Wrong tries of all sources together lock the PIN
/// for everybody: cards go on working.
///
/// The total is kept in a file, so that a restart, which whoever guesses may bring about by pulling
/// the plug, gives no fresh tries.
public final class PinGuard {
  static final int SOURCE_TRIES = 5;
  static final int ALL_TRIES = 20;
  static final Duration SOURCE_LOCK = Duration.ofMinutes(5);
  static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(PinGuard.class);
  private static final int MOST_SOURCES = 256;
  private static final String NOBODY = "";

  private record Wrong(int count, long untilMicros) {
    static final Wrong NONE = new Wrong(0, Long.MIN_VALUE);
  }

  private final TimeSource time;
  private final Path file;
  private final Map<String, Wrong> sources = new LinkedHashMap<>();
  private Wrong all;

  /// @param file remembers the total of wrong tries
  public PinGuard(TimeSource time, Path file) {
    this.time = time;
    this.file = file;
    int kept = load();
    all = new Wrong(kept, time.monotonicMicros() + allLock(kept).toNanos() / 1_000);
  }

  /// Takes a try, before the PIN is looked at: tries that run side by side all count.
  ///
  /// @return zero if it may be made; otherwise how long to wait
  public synchronized Duration begin(String source) {
    long now = time.monotonicMicros();
    long until = Math.max(of(source).untilMicros, all.untilMicros);
    if (until > now) {
      return Duration.ofNanos((until - now) * 1_000);
    }
    wrong(source, now);
    return Duration.ZERO;
  }

  /// The try was right: it and those before it count no longer.
  public synchronized void right(String source) {
    sources.remove(source);
    all = Wrong.NONE;
    save();
  }

  private void wrong(String source, long now) {
    int ofSource = of(source).count + 1;
    put(source, new Wrong(ofSource, now + sourceWait(ofSource).toNanos() / 1_000));
    all = new Wrong(all.count + 1, now + allLock(all.count + 1).toNanos() / 1_000);
    save();
  }

  /// 1, 2, 4, 8 seconds, then minutes.
  private static Duration sourceWait(int count) {
    return count < SOURCE_TRIES
        ? Duration.ofSeconds(1L << (count - 1))
        : doubled(SOURCE_LOCK, count - SOURCE_TRIES);
  }

  private static Duration allLock(int count) {
    return count < ALL_TRIES ? Duration.ZERO : doubled(SOURCE_LOCK, (count - ALL_TRIES) / 5);
  }

  private static Duration doubled(Duration first, int times) {
    Duration lock = first.multipliedBy(1L << Math.min(times, 10));
    return lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
  }

  private Wrong of(String source) {
    Wrong known = sources.get(source);
    return known == null ? Wrong.NONE : known;
  }

  /// The source that was quiet for longest makes room: the total still counts what it did.
  private void put(String source, Wrong wrong) {
    sources.remove(source);
    sources.put(source, wrong);
    if (sources.size() > MOST_SOURCES) {
      sources.remove(sources.keySet().stream().findFirst().orElse(NOBODY));
    }
  }

  private int load() {
    try {
      String kept = DurableFile.read(file).orElse("0").strip();
      return kept.matches("[0-9]{1,6}") ? Integer.parseInt(kept) : ALL_TRIES;
    } catch (IOException e) {
      log.warn("{} cannot be read, the PIN begins locked: {}", file, e.toString());
      return ALL_TRIES;
    }
  }

  private void save() {
    try {
      if (all.count == 0) {
        DurableFile.delete(file);
      } else {
        DurableFile.write(file, Math.min(all.count, 999_999) + "\n");
      }
    } catch (IOException e) {
      log.warn("{} cannot be written, a restart forgets wrong PINs: {}", file, e.toString());
    }
  }
}
