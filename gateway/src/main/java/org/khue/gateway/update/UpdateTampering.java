package org.khue.gateway.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.khue.contract.EventKind;
import org.khue.contract.update.UpdateManifest;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.files.DurableFile;
import org.khue.gateway.tamper.Refusals;
import org.khue.gateway.tamper.Tally;

/// Tampered, forged, older and misdirected packages, one after the other, into the directory of a
/// gateway whose updates are the real ones. One passes if the gateway would start it, or if it did
/// not say in its journal that it refuses it.
public final class UpdateTampering {
  private static final long RUNS = 40;
  private static final int PLANTED = 100;

  private UpdateTampering() {}

  /// @param folder a new one for the gateway's files
  /// @throws IOException also if a good package is not taken
  public static Tally run(Path folder, long seed, int count) throws IOException {
    ForgedPackages forge = new ForgedPackages(RUNS, seed);
    Path trust = folder.resolve("release.pem");
    DurableFile.write(trust, forge.trusted());
    Judging real = new Judge(trust, "amd64");
    good(folder.resolve("good"), real, forge);
    Tried planted =
        tried(folder.resolve("planted"), (head, running, highest) -> head.told(), forge, PLANTED);
    Tried tried = tried(folder.resolve("real"), real, forge, count);
    return new Tally(count, tried.passed(), planted.passed() > 0, tried.reasons());
  }

  private record Tried(long passed, Map<String, Long> reasons) {}

  /// A harness whose good package is refused shows nothing.
  private static void good(Path folder, Judging judge, ForgedPackages forge) throws IOException {
    try (Bench bench = new Bench(folder, judge)) {
      forge.good(bench.incoming(), RUNS + 1);
      bench.updates.look();
      if (!bench.outside.restarted) {
        throw new IOException("the package that nobody has touched is not taken");
      }
    }
  }

  private static Tried tried(Path folder, Judging judge, ForgedPackages forge, int count)
      throws IOException {
    long passed = 0;
    try (Bench bench = new Bench(folder, judge)) {
      for (int i = 0; i < count && !bench.outside.restarted; i++) {
        forge.bad(bench.incoming());
        bench.updates.look();
        boolean told = bench.refusals.newOnes() == 1;
        boolean taken = bench.outside.restarted || !bench.files.pointer().equals(Pointer.PACKAGED);
        if (taken || !told || Files.exists(bench.incoming())) {
          passed++;
        }
      }
      return new Tried(passed, bench.refusals.reasons());
    }
  }

  /// A gateway's updates without the rest of it.
  private static final class Bench implements AutoCloseable {
    private final Path updatesFolder;
    private final UpdateFiles files;
    private final Refusals refusals;
    private final Outside outside = new Outside();
    private final Updates updates;

    Bench(Path folder, Judging judge) throws IOException {
      updatesFolder = folder.resolve("updates");
      TimeSource time = new SystemTime();
      refusals = new Refusals(folder.resolve("journal"), EventKind.UPDATE_REFUSED, time);
      files = new UpdateFiles(updatesFolder, new RealUpdateDisk());
      Files.createDirectories(files.incoming());
      updates =
          new Updates(
              files,
              new Release(updatesFolder, RUNS, true, ""),
              judge,
              new UpdateReports(refusals.recorder(), refusals.clock(), () -> true),
              () -> new Health(List.of(), List.of(), false, ""),
              time,
              new Trial(time, Duration.ofMinutes(1), Duration.ofMinutes(5)),
              outside);
      updates.look();
      refusals.newOnes();
    }

    Path incoming() {
      return files.incoming().resolve("package" + UpdateFiles.SUFFIX);
    }

    @Override
    public void close() throws IOException {
      updates.close();
      refusals.close();
    }
  }

  private static final class Outside implements Updates.Outside {
    private boolean restarted;

    @Override
    public String version() {
      return "1." + RUNS;
    }

    @Override
    public boolean mayBegin(UpdateManifest manifest) {
      return true;
    }

    @Override
    public void learn(Path version) {
      // Nothing is started here.
    }

    @Override
    public void restart() {
      restarted = true;
    }
  }
}
