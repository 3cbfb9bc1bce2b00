package org.khue.gateway.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.contract.wire.BatchCodec;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;

/// `./khue bench journal`: how many readings a second become durable while several producers wait
/// for that, how fast they are read back as batches, and what a reading costs the disk in groups of
/// 10; next to the same readings in SQLite. Progress goes to stderr, one JSON line to stdout.
public final class JournalBench {
  private static final int PRODUCERS = 4;
  private static final int OUTSTANDING = 8_192;

  /// So that the journal stays below its limit and sheds nothing: about 2 GB.
  private static final long MOST_A_PRODUCER = 8_000_000;

  private static final int GROUP = 10;
  private static final int GROUPS = 2_000;

  private final JournalBenchOptions options;
  private final PrintStream progress;
  private final GatewayClock clock = new GatewayClock(new SystemTime(), 1, ClockState.SYNCED);

  private JournalBench(JournalBenchOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
  }

  private static final class SystemTime implements TimeSource {
    @Override
    public long wallMicros() {
      return System.currentTimeMillis() * 1_000;
    }

    @Override
    public long monotonicMicros() {
      return System.nanoTime() / 1_000;
    }
  }

  /// What groups of ten cost.
  ///
  /// @param counted bytes a reading, by the pages that were synced
  /// @param kernel bytes a reading, by the process's `write_bytes`; -1 where the system has none
  private record Cost(double counted, double kernel) {}

  private record Rate(long count, double perSecond) {}

  /// Exit code 2 if the options are wrong.
  public static void main(String[] args) throws Exception {
    JournalBenchOptions options;
    try {
      options = JournalBenchOptions.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(JournalBenchOptions.USAGE);
      System.exit(2);
      return;
    }
    System.out.println(new JournalBench(options, System.err).run());
  }

  private String run() throws Exception {
    Path given = options.dir();
    Path dir = given == null ? Files.createTempDirectory("khue-bench-journal") : given;
    Files.createDirectories(dir);
    Path work = Files.createTempDirectory(dir, "run");
    try {
      return measured(work);
    } finally {
      delete(given == null ? dir : work);
    }
  }

  private String measured(Path work) throws Exception {
    progress.println("warming up");
    appends(Journals.open(work.resolve("warm"), settings(), clock), Math.min(2, options.seconds()));
    progress.println("appending with " + PRODUCERS + " producers");
    Path segments = work.resolve("segments");
    Rate appends = appends(Journals.open(segments, settings(), clock), options.seconds());
    progress.printf(Locale.ROOT, "%,.0f durable appends/s; draining%n", appends.perSecond());
    Rate drain = drain(Journals.open(segments, settings(), clock));
    if (drain.count() != appends.count()) {
      throw new IllegalStateException(
          appends.count() + " readings became durable, but " + drain.count() + " were read back");
    }
    progress.printf(
        Locale.ROOT, "%,.0f entries/s drained; groups of %d%n", drain.perSecond(), GROUP);
    Cost cost = segmentCost(work.resolve("groups"));
    progress.printf(Locale.ROOT, "%.0f bytes a reading; the same in SQLite%n", cost.counted());
    Rate reference =
        appends(
            Journals.openSqlite(work.resolve("sqlite/journal.db"), settings(), clock),
            options.seconds());
    double referenceBytes =
        groups(Journals.openSqlite(work.resolve("groups/journal.db"), groupSettings(), clock));
    progress.printf(Locale.ROOT, "%,.0f durable appends/s in SQLite%n", reference.perSecond());
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"journal\",\"appendsPerSecond\":%.0f,\"drainPerSecond\":%.0f,"
            + "\"bytesPerReading\":%.0f,\"referenceAppendsPerSecond\":%.0f,\"seed\":%d,"
            + "\"conditions\":{\"seconds\":%d,\"producers\":%d,\"outstanding\":%d,\"group\":%d,"
            + "\"kernelBytesPerReading\":%.0f,\"referenceKernelBytesPerReading\":%.0f,"
            + "\"reference\":\"SQLite WAL, synchronous FULL\",\"cores\":%d,\"heapMiB\":%d,"
            + "\"fileSystem\":\"%s\",\"java\":\"%s\"}}",
        appends.perSecond(),
        drain.perSecond(),
        cost.counted(),
        reference.perSecond(),
        options.seed(),
        options.seconds(),
        PRODUCERS,
        OUTSTANDING,
        GROUP,
        cost.kernel(),
        referenceBytes,
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Files.getFileStore(work).type(),
        Runtime.version());
  }

  private static JournalSettings settings() {
    return JournalSettings.DEFAULTS;
  }

  private static JournalSettings groupSettings() {
    JournalSettings usual = JournalSettings.DEFAULTS;
    return new JournalSettings(
        usual.segmentBytes(),
        usual.chunkBytes(),
        usual.maxBytes(),
        usual.eventsReserveBytes(),
        0,
        usual.maxAge(),
        GROUP,
        Duration.ofSeconds(10),
        usual.queueEntries(),
        usual.queueBytes(),
        usual.appendTimeout());
  }

  private Reading reading(RandomGenerator random) {
    int device = random.nextInt(30);
    double value = Math.round(random.nextGaussian(230, 3) * 10) / 10.0;
    return new Reading(
        clock.now(), "meter-" + device, "voltage", value, "V", Quality.GOOD, null, true);
  }

  private RandomGenerator random(long stream) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed() + stream);
  }

  /// @return how many appends became durable
  private Rate appends(Journal journal, int seconds) throws Exception {
    try (journal) {
      long start = System.nanoTime();
      long end = start + Duration.ofSeconds(seconds).toNanos();
      List<CompletableFuture<Long>> producers = new ArrayList<>();
      for (int i = 0; i < PRODUCERS; i++) {
        RandomGenerator random = random(i);
        CompletableFuture<Long> count = new CompletableFuture<>();
        producers.add(count);
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                count.complete(produce(journal, random, end));
              } catch (RuntimeException e) {
                count.completeExceptionally(e);
              }
            });
      }
      long appended = 0;
      for (CompletableFuture<Long> producer : producers) {
        appended += producer.get();
      }
      return new Rate(appended, appended * 1e9 / (System.nanoTime() - start));
    }
  }

  /// Keeps a number of appends outstanding and waits for each to be durable.
  private long produce(Journal journal, RandomGenerator random, long endNanos) {
    Deque<CompletionStage<Long>> outstanding = new ArrayDeque<>();
    long durable = 0;
    while (System.nanoTime() - endNanos < 0 && durable < MOST_A_PRODUCER) {
      outstanding.add(journal.append(Stream.TELEMETRY, reading(random)));
      if (outstanding.size() == OUTSTANDING) {
        outstanding.remove().toCompletableFuture().join();
        durable++;
      }
    }
    while (!outstanding.isEmpty()) {
      outstanding.remove().toCompletableFuture().join();
      durable++;
    }
    return durable;
  }

  /// Reads everything as batches ready to be sent, and acknowledges each.
  private Rate drain(Journal journal) throws IOException {
    try (journal) {
      long start = System.nanoTime();
      long next = 1;
      long count = 0;
      while (true) {
        List<Journal.Stored> entries =
            journal.read(Stream.TELEMETRY, next, Batch.MAX_ENTRIES, Batch.MAX_BYTES);
        if (entries.isEmpty()) {
          return new Rate(count, count * 1e9 / (System.nanoTime() - start));
        }
        List<byte[]> cbor = entries.stream().map(Journal.Stored::cbor).toList();
        BatchCodec.write(Stream.TELEMETRY, next, 1, 0, cbor);
        count += entries.stream().filter(entry -> entry.span() == 1).count();
        Journal.Stored last = entries.getLast();
        next = last.seq() + last.span();
        journal.acknowledge(Stream.TELEMETRY, next - 1);
      }
    }
  }

  private Cost segmentCost(Path directory) throws IOException {
    PageCountingDisk disk = new PageCountingDisk(new RealDisk(directory));
    Journal journal = Journals.open(disk, groupSettings(), clock);
    long before = disk.bytes();
    double kernel = groups(journal);
    return new Cost((disk.bytes() - before) / ((double) GROUP * GROUPS), kernel);
  }

  /// Appends groups of ten, each durable before the next.
  ///
  /// @return what the kernel counted as written by this process, in bytes a reading
  private double groups(Journal journal) throws IOException {
    RandomGenerator random = random(PRODUCERS);
    try (journal) {
      long before = kernelBytes();
      for (int i = 0; i < GROUPS; i++) {
        CompletionStage<Long> last = CompletableFuture.completedFuture(0L);
        for (int j = 0; j < GROUP; j++) {
          last = journal.append(Stream.TELEMETRY, reading(random));
        }
        last.toCompletableFuture().join();
      }
      return before < 0 ? -1 : (kernelBytes() - before) / ((double) GROUP * GROUPS);
    }
  }

  private static long kernelBytes() throws IOException {
    Path io = Path.of("/proc/self/io");
    if (!Files.isReadable(io)) {
      return -1;
    }
    for (String line : Files.readAllLines(io)) {
      if (line.startsWith("write_bytes: ")) {
        return Long.parseLong(line.substring("write_bytes: ".length()));
      }
    }
    return -1;
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
