package org.khue.gateway.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.update.UpdateException;
import org.khue.contract.update.UpdateManifest;
import org.khue.contract.update.UpdatePackage;
import org.khue.driver.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes packages that lie in `incoming/`, on a thread of its own, and judges the version that is
/// on trial.
///
/// How it works. Three parties share the work so that a power cut, or a version that cannot even
/// start, finds one that is able to go on. This class unpacks a version beside the others, notes
/// how the room does, points to the version as *on trial* and ends the process. The launcher, which
/// no update replaces, starts what is pointed to and counts; after three starts it starts what was
/// good before, and says so. The version on trial, which is this class again, says that it is good
/// when the room does as well as before, or points back and ends.
///
/// Order on disk, each step synced before the next: version, state, pointer. What a cut leaves
/// behind is a version that nothing points to, or a state whose trial has not begun; both are done
/// again.
public final class Updates implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Updates.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final Duration TRIAL_PAUSE = Duration.ofSeconds(5);

  private final UpdateFiles files;
  private final Release release;
  private final Judging judge;
  private final UpdateReports reports;
  private final Supplier<Health> health;
  private final TimeSource time;
  private final Trial trial;
  private final Outside outside;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("update").factory());
  private UpdateState state = UpdateState.NONE;
  private Pointer pointer = Pointer.PACKAGED;
  private boolean arrived;
  private boolean ending;
  private long pausedUntilMicros = Long.MIN_VALUE;

  /// What updates need of the process around them.
  public interface Outside {
    /// The version that runs, for people.
    String version();

    /// Whether an update may be begun now: not before its time, not in a freeze.
    boolean mayBegin(UpdateManifest manifest);

    /// Makes a version start quickly; without it the version only starts more slowly.
    void learn(Path version);

    /// Ends this process, so that the launcher starts anew.
    void restart();
  }

  Updates(
      UpdateFiles files,
      Release release,
      Judging judge,
      UpdateReports reports,
      Supplier<Health> health,
      TimeSource time,
      Trial trial,
      Outside outside) {
    this.files = files;
    this.release = release;
    this.judge = judge;
    this.reports = reports;
    this.health = health;
    this.time = time;
    this.trial = trial;
    this.outside = outside;
  }

  /// @param keys the file with the public keys of believed releases; null to believe none
  public static Updates of(
      Release release,
      @Nullable Path keys,
      Duration settle,
      Duration patience,
      UpdateReports reports,
      Supplier<Health> health,
      TimeSource time,
      Outside outside) {
    return new Updates(
        new UpdateFiles(release.updates(), new RealUpdateDisk()),
        release,
        new Judge(keys, System.getProperty("os.arch", "")),
        reports,
        health,
        time,
        new Trial(time, settle, patience),
        outside);
  }

  /// Looks each second from now on.
  public void start() {
    thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One look at what runs and at what waits.
  synchronized void look() {
    if (ending || time.monotonicMicros() < pausedUntilMicros) {
      return;
    }
    try {
      if (!arrived) {
        arrive();
        arrived = true;
      }
      if (ending) {
        return;
      }
      tell();
      if (isOnTrial()) {
        judgeTrial();
      } else {
        well();
        for (Path file : files.waiting()) {
          if (!ending) {
            take(file);
          }
        }
      }
    } catch (IOException e) {
      log.error("Updates wait {} s, check the disk: {}", pause(), e.toString());
    } catch (RuntimeException e) {
      log.error("A bug in updates, which go on in {} s", pause(), e);
    }
  }

  /// A trial goes on soon: the room waits for its end.
  private long pause() {
    Duration pause = isOnTrial() ? TRIAL_PAUSE : PAUSE;
    pausedUntilMicros = time.monotonicMicros() + pause.toNanos() / 1_000;
    return pause.toSeconds();
  }

  /// Compares what runs with what was pointed to.
  private void arrive() throws IOException {
    pointer = files.pointer();
    state = files.state();
    if (isOnTrial()) {
      if (state.gaveUp() == release.sequence()) {
        // It was given up, and the power went before the pointer said so.
        back();
      }
      return;
    }
    Arrival arrival = Arrival.of(release, pointer, state, files::name);
    save(arrival.state());
    if (!arrival.pointer().equals(pointer)) {
      files.save(arrival.pointer());
      pointer = arrival.pointer();
    }
    files.tidy(pointer);
  }

  private boolean isOnTrial() {
    return !release.packaged() && pointer.trial() == release.sequence();
  }

  private void tell() throws IOException {
    while (!state.untold().isEmpty()
        && reports.wentBack(state.untold().getFirst(), release.sequence())) {
      save(state.told());
    }
  }

  private void judgeTrial() throws IOException {
    switch (trial.look(state, health.get())) {
      case Trial.Verdict.Wait() -> {
        // Not known yet.
      }
      case Trial.Verdict.Good() -> {
        save(state.seen(release.sequence()));
        files.save(pointer.settled());
        pointer = pointer.settled();
        log.info("Version {} is good", outside.version());
        files.tidy(pointer);
      }
      case Trial.Verdict.Bad(String why) -> {
        log.error("Version {} is given up: {}", outside.version(), why);
        save(
            state.givingUp(
                new UpdateState.GivenUp(
                    release.sequence(), files.name(release.sequence()), "health", why)));
        back();
      }
    }
  }

  private void back() throws IOException {
    files.save(pointer.withoutTrial());
    restart();
  }

  private void restart() {
    ending = true;
    outside.restart();
  }

  /// What runs is good.
  private void well() throws IOException {
    files.clearStarts();
    if (state.toldGood() != release.sequence()
        && reports.good(release.sequence(), outside.version())) {
      save(state.tellingGood(release.sequence()));
    }
  }

  private void take(Path file) throws IOException {
    UpdateManifest manifest = null;
    try {
      UpdatePackage taken = UpdatePackage.open(file);
      manifest = judge.judge(taken.head(), release.sequence(), state.highest());
      if (outside.mayBegin(manifest)) {
        files.unpack(taken, manifest);
        begin(file, manifest);
      }
    } catch (UpdateException e) {
      refuse(file, manifest, e);
    }
  }

  private void begin(Path file, UpdateManifest manifest) throws IOException {
    reports.fetched(manifest.sequence(), manifest.version());
    outside.learn(files.version(manifest.sequence()));
    Health now = health.get();
    save(state.before(now.well(), now.cloud()));
    reports.trial(manifest.sequence(), manifest.version());
    files.save(pointer.onTrial(manifest.sequence()));
    files.forget(file);
    log.info("Version {} is tried out: this process ends and it is started", manifest.version());
    restart();
  }

  /// The same file again, after a cut or a disk that takes nothing, is not reported again.
  private void refuse(Path file, @Nullable UpdateManifest manifest, UpdateException why)
      throws IOException {
    String hash;
    try (InputStream in = Files.newInputStream(file)) {
      hash = UpdatePackage.sha256(in);
    }
    boolean told = state.refused().equals(hash);
    if (!told) {
      told =
          reports.refused(
              manifest == null ? 0 : manifest.sequence(),
              manifest == null ? "" : manifest.version(),
              why.reason().code(),
              String.valueOf(why.getMessage()));
    }
    if (told) {
      save(state.refusing(hash));
      files.forget(file);
    }
  }

  private void save(UpdateState next) throws IOException {
    if (!next.equals(state)) {
      files.save(next);
      state = next;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("Taking an update does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
