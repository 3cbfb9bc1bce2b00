package org.khue.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.uplink.Access;
import org.khue.gateway.uplink.GatewayFacts;
import org.khue.gateway.uplink.Uplink;
import org.khue.gateway.uplink.UplinkSettings;
import org.khue.gateway.uplink.UplinkWay;

/// The gateways' side of `./khue chaos network`: several journals with the real uplink each, in one
/// process, that go on writing numbered readings and events while somebody breaks their network.
/// Waits are short, so that an hour's worth of broken connections fits into minutes.
///
/// It says `READY`, and after a line on its standard input begins; after the next it writes no
/// more, sends what is left, says `SENT gateway readings events` for each and `DONE`, and ends at
/// the line after that.
public final class NetworkRun {
  private static final Duration WRITE = Duration.ofMillis(10);
  private static final Duration SENT_WITHIN = Duration.ofMinutes(3);
  private static final int EVENT_EACH = 25;
  private static final int POINTS = 5;

  private final Map<String, String> options;

  private NetworkRun(Map<String, String> options) {
    this.options = options;
  }

  /// `--mqtt URL --gateways ID,ID,… --secrets PREFIX --dir DIR [--plant trust]`; the secret of a
  /// gateway is the prefix and its id.
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    new NetworkRun(options).run();
  }

  private String option(String name) {
    return options.getOrDefault(name, "");
  }

  private void run() throws Exception {
    BufferedReader steps =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<Side> sides = new ArrayList<>();
    try (ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor()) {
      for (String gateway : option("--gateways").split(",")) {
        sides.add(new Side(gateway));
      }
      System.out.println("READY ");
      steps.readLine();
      for (Side side : sides) {
        side.uplink.start();
        writing.scheduleAtFixedRate(side::write, 0, WRITE.toMillis(), TimeUnit.MILLISECONDS);
      }
      steps.readLine();
      writing.shutdownNow();
      if (!writing.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IOException("the writing does not end");
      }
      long end = System.nanoTime() + SENT_WITHIN.toNanos();
      for (Side side : sides) {
        side.awaitSent(end);
        System.out.println("SENT " + side.gateway + " " + side.readings + " " + side.events);
      }
      System.out.println("DONE ");
      steps.readLine();
    } finally {
      for (Side side : sides) {
        side.close();
      }
    }
  }

  /// One gateway.
  private final class Side implements AutoCloseable {
    final String gateway;
    final GatewayClock clock = new GatewayClock(new SystemTime(), 1, ClockState.SYNCED);
    final Journal journal;
    final Uplink uplink;
    long readings;
    long events;
    private CompletionStage<Long> newestReading = CompletableFuture.completedStage(0L);
    private CompletionStage<Long> newestEvent = CompletableFuture.completedStage(0L);

    Side(String gateway) throws IOException {
      this.gateway = gateway;
      Path directory = Files.createDirectories(Path.of(option("--dir")).resolve(gateway));
      journal = Journals.open(directory, JournalSettings.DEFAULTS, clock);
      UplinkSettings settings =
          new UplinkSettings(
              gateway,
              Access.secret(option("--mqtt"), option("--secrets") + gateway),
              Duration.ofSeconds(2),
              Duration.ofSeconds(2),
              Duration.ofMillis(20),
              Duration.ofMillis(200),
              4,
              Duration.ofSeconds(1),
              Duration.ofSeconds(10),
              UplinkWay.Choice.MQTT);
      uplink =
          new Uplink(
              settings,
              option("--plant").isEmpty() ? journal : new TrustingJournal(journal),
              clock,
              () -> new GatewayFacts("chaos", "", 1, 1),
              () -> List.of(),
              command -> {},
              config -> {});
    }

    void write() {
      readings++;
      newestReading =
          journal.append(
              Stream.TELEMETRY,
              new Reading(
                  clock.now(),
                  "meter",
                  "point-" + readings % POINTS,
                  readings,
                  "1",
                  Quality.GOOD,
                  null,
                  true));
      if (readings % EVENT_EACH == 0) {
        events++;
        newestEvent =
            journal.append(
                Stream.EVENTS,
                new Event(
                    clock.now(), "door", EventKind.STATE_CHANGED, true, Map.of("number", events)));
      }
    }

    void awaitSent(long endNanos) throws Exception {
      long lastReading = newestReading.toCompletableFuture().get(1, TimeUnit.MINUTES);
      long lastEvent = newestEvent.toCompletableFuture().get(1, TimeUnit.MINUTES);
      while (journal.depth(Stream.TELEMETRY).acknowledgedSeq() < lastReading
          || journal.depth(Stream.EVENTS).acknowledgedSeq() < lastEvent) {
        if (System.nanoTime() - endNanos > 0) {
          throw new IOException(gateway + " has not sent all within " + SENT_WITHIN);
        }
        Thread.sleep(20);
      }
    }

    @Override
    public void close() throws IOException {
      uplink.close();
      journal.close();
    }
  }
}
