package org.khue.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.pipeline.NewestReadings;
import org.khue.gateway.uplink.Access;
import org.khue.gateway.uplink.GatewayFacts;
import org.khue.gateway.uplink.Uplink;
import org.khue.gateway.uplink.UplinkSettings;
import org.khue.gateway.uplink.UplinkWay;

/// The gateway's side of `./khue bench drain`, in a process of its own: a gateway that the cloud
/// knows, a journal that is a day behind, the real uplink, and live readings meanwhile.
///
/// It says on its standard output what it has done (`FILLED seconds readPerSecond`, `DRAINED
/// seconds`, `DONE appended`) and takes a line on its standard input for each next step.
public final class DrainRun {
  private static final int POINTS = 20;
  private static final int DEVICES = 5;
  private static final Duration SENT_WITHIN = Duration.ofMinutes(2);
  private static final int DROPPED = 1_000;

  private final Map<String, String> options;
  private final GatewayClock clock = new GatewayClock(new SystemTime(), 1, ClockState.SYNCED);
  private final NewestReadings newest = new NewestReadings();
  private volatile CompletionStage<Long> newestAppended = CompletableFuture.completedStage(0L);
  private long appended;

  private DrainRun(Map<String, String> options) {
    this.options = options;
  }

  /// `--mqtt URL --gateway ID --secret TEXT --dir DIR --readings N --rate N [--plant drop]`
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    new DrainRun(options).run();
  }

  private String option(String name) {
    return options.getOrDefault(name, "");
  }

  private void run() throws Exception {
    BufferedReader steps =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    long count = Long.parseLong(option("--readings"));
    try (Journal journal =
        Journals.open(Path.of(option("--dir")), JournalSettings.DEFAULTS, clock)) {
      makeKnown(journal);
      long begin = System.nanoTime();
      fill(journal, count);
      double took = seconds(begin);
      say("FILLED %.1f %.0f", took, readRate(journal, count));
      steps.readLine();
      Journal sent = option("--plant").isEmpty() ? journal : new DroppingJournal(journal, DROPPED);
      begin = System.nanoTime();
      try (Uplink uplink = uplink(sent);
          ScheduledExecutorService live = Executors.newSingleThreadScheduledExecutor()) {
        live.scheduleAtFixedRate(
            () -> measured(journal, clock.now()),
            0,
            1_000_000 / Long.parseLong(option("--rate")),
            TimeUnit.MICROSECONDS);
        uplink.start();
        awaitSent(sent, POINTS + count - (sent == journal ? 0 : DROPPED), Duration.ofMinutes(30));
        say("DRAINED %.3f", seconds(begin));
        steps.readLine();
        live.shutdown();
        if (!live.awaitTermination(5, TimeUnit.SECONDS)) {
          throw new IOException("the live readings do not end");
        }
        newestAppended.toCompletableFuture().get(1, TimeUnit.MINUTES);
        awaitSent(sent, sent.depth(Stream.TELEMETRY).durableSeq(), SENT_WITHIN);
        say("DONE %d", appended);
        steps.readLine();
      }
    }
  }

  private Uplink uplink(Journal journal) {
    UplinkSettings settings =
        UplinkSettings.of(
            option("--gateway"),
            Access.secret(option("--mqtt"), option("--secret")),
            UplinkWay.Choice.MQTT);
    return new Uplink(
        settings,
        journal,
        clock,
        () -> new GatewayFacts("bench", "", DEVICES, DEVICES),
        newest::take,
        command -> {},
        config -> {});
  }

  /// The cloud shows only points that it has committed once, and a gateway that was offline had
  /// been there before.
  private void makeKnown(Journal journal) throws Exception {
    for (int i = 0; i < POINTS; i++) {
      measured(journal, clock.now());
    }
    newestAppended.toCompletableFuture().get(1, TimeUnit.MINUTES);
    try (Uplink uplink = uplink(journal)) {
      uplink.start();
      awaitSent(journal, POINTS, SENT_WITHIN);
    }
  }

  /// A day of readings, in equal steps, the last of them now.
  private void fill(Journal journal, long count) throws Exception {
    long now = clock.time().wallMicros();
    long step = Duration.ofDays(1).toNanos() / 1_000 / count;
    for (long i = count; i > 0; i--) {
      long micros = now - i * step;
      append(
          journal, next(new Stamp(micros, clock.time().monotonicMicros(), 1, ClockState.SYNCED)));
    }
    newestAppended.toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  private void append(Journal journal, Reading reading) {
    newestAppended = journal.append(Stream.TELEMETRY, reading);
  }

  /// A number that no other reading of its point has.
  private Reading next(Stamp at) {
    long number = appended++;
    int point = (int) (number % POINTS);
    return new Reading(
        at,
        "device-" + point % DEVICES,
        "point-" + point / DEVICES,
        number,
        "1",
        Quality.GOOD,
        null,
        true);
  }

  private void measured(Journal journal, Stamp at) {
    Reading reading = next(at);
    newest.put(reading);
    append(journal, reading);
  }

  /// The reference: what the journal alone reads back in a second, in batches.
  private static double readRate(Journal journal, long count) throws IOException {
    long begin = System.nanoTime();
    long from = POINTS + 1;
    while (from <= POINTS + count) {
      List<Journal.Stored> read =
          journal.read(Stream.TELEMETRY, from, Batch.MAX_ENTRIES, Batch.MAX_BYTES);
      if (read.isEmpty()) {
        throw new IOException("only " + (from - 1) + " readings were read back");
      }
      from = read.getLast().seq() + read.getLast().span();
    }
    return count / seconds(begin);
  }

  private static void awaitSent(Journal journal, long seq, Duration within)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (journal.depth(Stream.TELEMETRY).acknowledgedSeq() < seq) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not all was acknowledged within " + within);
      }
      Thread.sleep(5);
    }
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
