package org.khue.gateway.local.setup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;
import org.khue.driver.CommandSpec;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.local.room.Orders;
import org.khue.gateway.local.setup.SetupPages.Surroundings;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.TapListener;
import org.khue.gateway.report.Report;
import org.khue.gateway.report.Report.Line;
import org.khue.gateway.report.Report.Result;

/// One acceptance test: looks at everything, gives each device the harmless command that its
/// profile names, waits for a card where there is a reader, and for the cloud's word. It runs in a
/// thread of its own; whoever looks on reads what has been found so far.
final class AcceptanceRun implements Runnable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String READER = "card-reader";

  private final Surroundings around;
  private final Bench bench;
  private final Texts texts;
  private final String who;
  private final String by;
  private final String id = UUID.randomUUID().toString();
  private final Stamp begun;
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Report> report = new CompletableFuture<>();
  private volatile String now = "";

  /// @param who made the test, as the report names it
  /// @param by the same as events tell it
  AcceptanceRun(Surroundings around, Bench bench, Texts texts, String who, String by) {
    this.around = around;
    this.bench = bench;
    this.texts = texts;
    this.who = who;
    this.by = by;
    begun = bench.clock().now();
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /// What it does now, in words.
  String now() {
    return now;
  }

  /// Ends when all is found; exceptionally only by a bug.
  CompletionStage<Report> report() {
    return report;
  }

  @Override
  public void run() {
    try {
      lines.addAll(new Inspection(around).lines(texts));
      Room room = around.book().room();
      for (RoomDevice device : room.devices()) {
        order(device);
      }
      if (room.devices().stream().anyMatch(device -> device.profile().kind().equals(READER))) {
        card();
      }
      message(room);
      report.complete(
          new Report(
              id,
              around.status().get().gateway(),
              texts.pick(room.name()),
              room.simulated(),
              who,
              around.status().get().version(),
              begun,
              bench.clock().now(),
              lines));
    } catch (InterruptedException | RuntimeException e) {
      report.completeExceptionally(e);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void order(RoomDevice device) throws InterruptedException {
    for (CommandSpec command : device.profile().orders()) {
      if (command.id().equals(device.profile().test())) {
        String what = texts.pick(device.name()) + " – " + texts.pick(command.name());
        now = texts.get("test.orders", what);
        lines.add(ended(what, command, device.id()));
      }
    }
  }

  private Line ended(String what, CommandSpec command, String device) throws InterruptedException {
    long within = command.deadline().plus(GRACE).toMillis();
    try {
      Orders.Ended ended =
          bench
              .orders()
              .order(device, command.id(), Map.of(), "local:" + by)
              .toCompletableFuture()
              .get(within, TimeUnit.MILLISECONDS);
      return ended.done()
          ? new Line(what, texts.get("test.confirmed"), Result.PASSED, ended.reason())
          : new Line(what, "", Result.FAILED, ended.reason());
    } catch (ExecutionException | TimeoutException e) {
      return new Line(what, "", Result.FAILED, texts.get("test.no-receipt"));
    }
  }

  private void card() throws InterruptedException {
    now = texts.get("test.tap", bench.cardPatience().toSeconds());
    Semaphore tapped = new Semaphore(0);
    TapListener listener = (card, assurance) -> tapped.release();
    bench.taps().listen(listener);
    boolean came;
    try {
      came = tapped.tryAcquire(bench.cardPatience().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      bench.taps().ignore(listener);
    }
    lines.add(
        came
            ? new Line(texts.get("test.card"), texts.get("test.card-read"), Result.PASSED, "")
            : new Line(texts.get("test.card"), "", Result.FAILED, texts.get("test.no-card")));
  }

  private void message(Room room) throws InterruptedException {
    now = texts.get("test.sends");
    String what = texts.get("test.message");
    long failed = lines.stream().filter(line -> line.result() == Result.FAILED).count();
    Event event =
        new Event(
            bench.clock().now(),
            "",
            EventKind.GATEWAY_TESTED,
            room.simulated(),
            Map.of("test", id, "failed", failed, "by", by));
    try {
      long number =
          bench
              .keep()
              .apply(event)
              .toCompletableFuture()
              .get(bench.cloudPatience().toMillis(), TimeUnit.MILLISECONDS);
      if (!around.status().get().cloudConnected()) {
        lines.add(new Line(what, "", Result.SKIPPED, texts.get("test.no-cloud")));
      } else if (acknowledged(number)) {
        lines.add(new Line(what, texts.get("test.acknowledged"), Result.PASSED, ""));
      } else {
        lines.add(new Line(what, "", Result.FAILED, texts.get("test.not-acknowledged")));
      }
    } catch (ExecutionException | TimeoutException e) {
      lines.add(new Line(what, "", Result.FAILED, texts.get("test.not-kept")));
    }
  }

  private boolean acknowledged(long number) throws InterruptedException {
    long until = System.nanoTime() + bench.cloudPatience().toNanos();
    while (bench.acknowledged().getAsLong() < number) {
      if (System.nanoTime() - until > 0) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }
}
