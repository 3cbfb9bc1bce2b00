package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.journal.FullDiskException;

/// Decides which operation of a [MemoryDisk] is the last before a power cut, and which ones fail.
final class DiskFaults {
  private static final String SEAM = "org.khue.gateway.journal.";
  private static final String OWN = SEAM + "chaos.";

  private final RandomGenerator random;
  private long operations;
  private long syncs;
  private long injected;
  private long cutAt = Long.MAX_VALUE;
  private long failAt = Long.MAX_VALUE;
  private long failSyncAt = Long.MAX_VALUE;
  private double errorRate;
  private double fullRate;
  private boolean failing;
  private boolean off;
  private @Nullable String failedSync;

  DiskFaults(RandomGenerator random) {
    this.random = random;
  }

  void cutAfter(long count) {
    cutAt = operations + count;
  }

  void failAfter(long count) {
    failAt = operations + count;
  }

  void failSyncAfter(long count) {
    failSyncAt = syncs + count;
  }

  void rates(double errors, double full) {
    errorRate = errors;
    fullRate = full;
  }

  void failing(boolean on) {
    failing = on;
  }

  void off() {
    off = true;
  }

  boolean failed() {
    return operations >= failAt;
  }

  long operations() {
    return operations;
  }

  long syncs() {
    return syncs;
  }

  long injected() {
    return injected;
  }

  @Nullable String failedSync() {
    return failedSync;
  }

  /// Counts a sync; the one that was ordered to fails.
  void sync() throws IOException {
    if (++syncs == failSyncAt) {
      failedSync = callSite();
      injected++;
      throw new IOException("Input/output error (injected)");
    }
  }

  /// Counts an operation, and lets it fail or be the last.
  ///
  /// @param half what of it may have happened when the power went or the disk failed
  /// @param grows whether it can find the disk full
  void operation(Runnable half, boolean grows) throws IOException {
    if (off) {
      throw new PowerCut();
    }
    operations++;
    if (operations >= cutAt) {
      half.run();
      off = true;
      throw new PowerCut();
    }
    if (failing || operations == failAt || (errorRate > 0 && random.nextDouble() < errorRate)) {
      half.run();
      injected++;
      throw new IOException("Input/output error (injected)");
    }
    if (grows && fullRate > 0 && random.nextDouble() < fullRate) {
      half.run();
      injected++;
      throw new FullDiskException("No space left on device (injected)");
    }
  }

  /// Which line of the journal asked for the sync, as `Class.method from Class.method`.
  private static String callSite() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(frame -> frame.getClassName().startsWith(SEAM))
                .filter(frame -> !frame.getClassName().startsWith(OWN))
                .limit(2)
                .map(frame ->
                    frame.getClassName().substring(SEAM.length())
                        + "."
                        + frame.getMethodName()
                        + ":"
                        + frame.getLineNumber())
                .reduce((inner, outer) -> inner + " from " + outer)
                .orElse("unknown"));
  }
}
