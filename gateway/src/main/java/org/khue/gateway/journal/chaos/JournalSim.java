package org.khue.gateway.journal.chaos;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// `./khue chaos journal-sim`: power cuts on a disk in memory, and a failure at every sync.
final class JournalSim {
  private static final long CUTS = 100_000;
  private static final int PLANTED_SERIES = 400;
  private static final int SYNC_FAULT_SEEDS = 20;
  private static final long PROGRESS_NANOS = 5_000_000_000L;

  private final ChaosOptions options;
  private final PrintStream progress;
  private final Findings findings;
  private final LongAdder cuts = new LongAdder();
  private final LongAdder kills = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder confirmed = new LongAdder();
  private final AtomicLong nextSeed;
  private final AtomicLong nextProgress = new AtomicLong(System.nanoTime() + PROGRESS_NANOS);

  private JournalSim(ChaosOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.findings = new Findings(progress);
    this.nextSeed = new AtomicLong(options.seed());
  }

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws InterruptedException {
    return new JournalSim(options, progress).run();
  }

  private ChaosReport run() throws InterruptedException {
    Map<String, String> planted = plantedFaults();
    SyncFaults syncs = syncFaults();
    long start = System.nanoTime();
    series();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new ChaosReport(
            "journal-sim",
            "cuts",
            cuts.sum(),
            findings,
            planted.size() == PlantedFault.values().length,
            options.seed())
        .with("cutsPerSecond", Math.round(cuts.sum() / seconds))
        .with("kills", kills.sum())
        .with("injectedErrors", errors.sum())
        .with("confirmedEntries", confirmed.sum())
        .with("syncFaults", syncs.faults())
        .with("syncCallSites", syncs.sites().size())
        .with("falseAcknowledgements", syncs.falseAcknowledgements())
        .with("plantedFaults", planted)
        .condition("threads", options.threads())
        .condition("crashesInASeries", CrashSeries.CRASHES)
        .condition("syncs", syncs.sites());
  }

  /// @return what each planted fault was caught by
  private Map<String, String> plantedFaults() {
    Map<String, String> caught = new LinkedHashMap<>();
    for (PlantedFault fault : PlantedFault.values()) {
      for (int i = 0; i < PLANTED_SERIES && !caught.containsKey(fault.label()); i++) {
        long seed = options.seed() + i;
        try {
          new CrashSeries(seed, fault).run();
        } catch (BrokenPromise broken) {
          caught.put(fault.label(), "seed " + seed + ": " + broken.getMessage());
          progress.println("planted " + fault.label() + ": caught by " + broken.getMessage());
        }
      }
      if (!caught.containsKey(fault.label())) {
        progress.println("planted " + fault.label() + ": NOT CAUGHT");
      }
    }
    return caught;
  }

  private SyncFaults syncFaults() {
    SyncFaults syncs = new SyncFaults(new TreeSet<>(), findings);
    for (int i = 0; i < SYNC_FAULT_SEEDS; i++) {
      syncs.failEach(options.seed() + i);
    }
    progress.println(
        syncs.faults() + " failed syncs at " + syncs.sites().size() + " places in the journal");
    return syncs;
  }

  private void series() throws InterruptedException {
    long wanted = options.countOr(CUTS);
    long end = options.endNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.threads(); i++) {
      threads.add(
          Thread.ofPlatform()
              .name("series-" + i)
              .start(() -> {
                while (cuts.sum() < wanted && System.nanoTime() - end < 0) {
                  one(nextSeed.getAndIncrement());
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void one(long seed) {
    CrashSeries series = new CrashSeries(seed, null);
    try {
      series.run();
    } catch (BrokenPromise broken) {
      findings.add(
          broken,
          "in cut %d of the series (again: ./khue chaos journal-sim --seed %d --count 1)"
              .formatted(series.cuts() + 1, seed));
    }
    cuts.add(series.cuts());
    kills.add(series.kills());
    errors.add(series.errors());
    confirmed.add(series.confirmed());
    long due = nextProgress.get();
    if (System.nanoTime() - due > 0 && nextProgress.compareAndSet(due, due + PROGRESS_NANOS)) {
      progress.printf("%,d cuts, seed %d%n", cuts.sum(), seed);
    }
  }
}
