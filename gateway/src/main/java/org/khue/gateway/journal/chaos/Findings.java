package org.khue.gateway.journal.chaos;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// What a run found broken, by kind. Threads may share it.
public final class Findings {
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final PrintStream progress;

  public Findings(PrintStream progress) {
    this.progress = progress;
  }

  /// @param where so that it can be done again
  public synchronized void add(BrokenPromise broken, String where) {
    counts.merge(broken.kind(), 1L, Long::sum);
    progress.println("BROKEN " + broken.kind() + " " + where + ": " + broken.getMessage());
  }

  public synchronized long of(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  public synchronized boolean isEmpty() {
    return counts.isEmpty();
  }

  /// All but the lost and the doubled, for the report.
  synchronized long others() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return all - of(Kind.LOST) - of(Kind.DUPLICATED);
  }
}
