package org.khue.gateway.discovery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.khue.driver.AddressRange;
import org.khue.driver.Candidate;
import org.khue.driver.Deadline;
import org.khue.driver.Discoverer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Pace;
import org.khue.driver.Scope;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.DiscoveryConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.ProfileEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs scans, one at a time: all discoverers side by side, at one pace.
final class Scanner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scanner.class);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(20);
  private static final Duration BROKER_LOOK = Duration.ofMinutes(5);
  private static final int PER_SECOND = 40;
  private static final int MOST_LINES = 32;

  private final Surroundings around;
  private final Standings standings;
  private final Finds finds;
  private ScanState state = ScanState.NONE;
  private @Nullable List<ProfileEntry> profiles;
  private @Nullable Thread scan;
  private @Nullable Thread clock;
  private boolean closed;

  Scanner(Surroundings around, Standings standings, Finds finds) {
    this.around = around;
    this.standings = standings;
    this.finds = finds;
  }

  synchronized void start() {
    if (clock == null && !closed) {
      clock = Thread.ofVirtual().name("inbox").start(this::lookFromTimeToTime);
    }
  }

  private void lookFromTimeToTime() {
    try {
      Thread.sleep(FIRST_LOOK);
      Duration every = every();
      Duration sinceAll = Duration.ZERO;
      while (!Thread.currentThread().isInterrupted()) {
        boolean all = !every.isZero() && sinceAll.compareTo(every) >= 0;
        if (all || around.broker()) {
          begin(all);
        }
        sinceAll = all ? Duration.ZERO : sinceAll.plus(BROKER_LOOK);
        Thread.sleep(BROKER_LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration every() {
    return around.config().get() instanceof Loaded.Good<DiscoveryConfig>(DiscoveryConfig config)
        ? config.every()
        : Duration.ZERO;
  }

  ScanStart scan() {
    return begin(true);
  }

  /// @param all false for the room's broker alone, which needs no file
  private ScanStart begin(boolean all) {
    List<String> lines = List.of();
    List<AddressRange> ranges = List.of();
    if (all) {
      switch (around.config().get()) {
        case Loaded.Wrong<DiscoveryConfig>(List<ConfigProblem> problems) -> {
          return new ScanStart.Failed(problems.getFirst().toString());
        }
        case Loaded.Good<DiscoveryConfig>(DiscoveryConfig config) -> {
          lines = lines(config.serial());
          ranges = config.ranges();
        }
      }
    }
    if (lines.isEmpty() && ranges.isEmpty() && !around.broker()) {
      return new ScanStart.NothingListed();
    }
    return begin(ranges, lines, all);
  }

  private synchronized ScanStart begin(List<AddressRange> ranges, List<String> lines, boolean all) {
    if (state.running() || closed) {
      return new ScanStart.Running();
    }
    long now = around.time().wallMicros();
    long endpoints = ranges.stream().mapToLong(AddressRange::size).sum() + lines.size();
    state = new ScanState(true, now, 0, endpoints, List.of(), 0);
    profiles = all ? null : profiles;
    scan = Thread.ofVirtual().name("scan").start(() -> run(ranges, lines, now));
    return new ScanStart.Started();
  }

  private static List<String> lines(List<String> listed) {
    List<String> lines = new ArrayList<>();
    for (String path : listed) {
      Path file = Path.of(path);
      if (!Files.isDirectory(file)) {
        lines.add(path);
        continue;
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(file)) {
        entries.forEach(entry -> lines.add(entry.toString()));
      } catch (IOException e) {
        log.warn("{} cannot be listed: {}", path, e.toString());
      }
    }
    return lines.stream()
        .filter(path -> Files.exists(Path.of(path)))
        .sorted()
        .limit(MOST_LINES)
        .toList();
  }

  private void run(List<AddressRange> ranges, List<String> lines, long startedMicros) {
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    try {
      finds.begin();
      Scope scope =
          new Scope(
              ranges,
              lines,
              around.broker(),
              standings.configured(around.book().room()).wires(),
              around.links(),
              new Pace(PER_SECOND, around.time()),
              Deadline.after(LONGEST, around.time()));
      askAll(scope, startedMicros, faults);
    } catch (RuntimeException e) {
      log.error("A bug in a scan", e);
      faults.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        state =
            new ScanState(
                false,
                startedMicros,
                around.time().wallMicros(),
                state.endpoints(),
                List.copyOf(faults),
                finds.leftOut());
        notifyAll();
      }
    }
  }

  private void askAll(Scope scope, long startedMicros, Queue<String> faults)
      throws InterruptedException {
    List<Thread> askers = new ArrayList<>();
    for (DriverFactory driver : around.drivers().values()) {
      Discoverer discoverer = driver.discoverer().orElse(null);
      if (discoverer != null) {
        askers.add(
            Thread.ofPlatform()
                .daemon()
                .name("scan " + driver.id())
                .start(() -> ask(driver, discoverer, scope, startedMicros, faults)));
      }
    }
    try {
      for (Thread asker : askers) {
        asker.join();
      }
    } catch (InterruptedException e) {
      askers.forEach(Thread::interrupt);
      throw e;
    }
  }

  private void ask(
      DriverFactory driver,
      Discoverer discoverer,
      Scope scope,
      long startedMicros,
      Queue<String> faults) {
    try {
      discoverer
          .scan(scope, candidate -> add(discoverer, candidate, startedMicros))
          .forEach(fault -> faults.add(fault.message()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("A bug in the search of {}", driver.id(), e);
      faults.add(driver.id() + ": " + e);
    }
  }

  private void add(Discoverer discoverer, Candidate candidate, long startedMicros) {
    String address = discoverer.place(candidate.connection()).address();
    finds.add(candidate, address, around.time().wallMicros(), startedMicros);
  }

  /// Read when they are wanted, and anew after each whole scan: a gateway that nobody looks at
  /// holds none.
  List<ProfileEntry> profiles() {
    synchronized (this) {
      if (profiles != null) {
        return profiles;
      }
    }
    List<ProfileEntry> read =
        around.config().get() instanceof Loaded.Good<DiscoveryConfig>(DiscoveryConfig config)
            ? around.profiles().in(config.profiles())
            : List.of();
    synchronized (this) {
      profiles = read;
    }
    return read;
  }

  synchronized ScanState state() {
    return state;
  }

  synchronized boolean await(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); state.running() && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    return !state.running();
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Thread thread : new Thread[] {scan, clock}) {
      if (thread != null) {
        thread.interrupt();
      }
    }
  }
}
