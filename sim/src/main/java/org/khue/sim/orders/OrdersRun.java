package org.khue.sim.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.khue.sim.demo.CloudVisitor;

/// Sends commands from several sides at once, waits for their ends, and compares those with the
/// device's own ledger.
final class OrdersRun {
  private static final int SIDES = 12;
  private static final Duration VALID = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration SETTLE = Duration.ofMinutes(3);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(200);
  private static final int PROGRESS = 100;

  /// @param falseDone said to be done, and the device never did it
  /// @param doneTwice done more than once by the device
  /// @param falseExpired said never to have begun, and the device did it
  /// @param notEnded without an end when all was quiet again
  /// @param changed had an end, and later another
  record Result(
      int sent,
      int done,
      int failed,
      int expired,
      int refused,
      int falseDone,
      int doneTwice,
      int falseExpired,
      int notEnded,
      int changed) {
    boolean passed() {
      return falseDone == 0
          && doneTwice == 0
          && falseExpired == 0
          && notEnded == 0
          && changed == 0
          && done > 0;
    }
  }

  private final OrderDesk desk;
  private final OrdersDevice device;
  private final Consumer<String> progress;
  private final AtomicLong next = new AtomicLong();
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<String, Long> numbers = new ConcurrentHashMap<>();
  private final Map<String, String> firstEnds = new ConcurrentHashMap<>();

  OrdersRun(OrderDesk desk, OrdersDevice device, Consumer<String> progress) {
    this.desk = desk;
    this.device = device;
    this.progress = progress;
  }

  /// Sends so many commands that the cloud takes.
  void send(int count) throws InterruptedException {
    List<Thread> sides = new ArrayList<>();
    for (int i = 0; i < SIDES; i++) {
      sides.add(Thread.ofVirtual().start(() -> side(count)));
    }
    for (Thread side : sides) {
      side.join();
    }
  }

  private void side(int count) {
    try {
      for (long number = next.incrementAndGet(); number <= count; ) {
        CloudVisitor.Answer answer = desk.send("do", Map.of("value", number), VALID);
        if (answer.status() != 201) {
          // Not connected, or too many open: the number was not taken and is tried again.
          refused.incrementAndGet();
          Thread.sleep(BUSY_PAUSE);
          continue;
        }
        String id = answer.body().path("id").asText();
        numbers.put(id, number);
        note(desk.ended(id, LOOK, PATIENCE), id);
        if (number % PROGRESS == 0) {
          progress.accept(number + " of " + count);
        }
        number = next.incrementAndGet();
      }
    } catch (IOException e) {
      progress.accept("a side gave up: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(JsonNode command, String id) {
    if (command.has("endedAt")) {
      firstEnds.put(id, end(command));
    }
  }

  private static String end(JsonNode command) {
    return command.path("state").asText() + " " + command.path("endedAt").asText();
  }

  /// Waits for the ends that are missing, and compares.
  Result compare() throws IOException, InterruptedException {
    long until = System.nanoTime() + SETTLE.toNanos();
    int[] counts = new int[3];
    int falseDone = 0;
    int falseExpired = 0;
    int twice = 0;
    int notEnded = 0;
    int changed = 0;
    for (Map.Entry<String, Long> sent : numbers.entrySet()) {
      Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
      JsonNode command = desk.ended(sent.getKey(), LOOK, left);
      int did = device.did(sent.getValue());
      switch (command.path("state").asText()) {
        case "done" -> {
          counts[0]++;
          falseDone += did == 0 ? 1 : 0;
        }
        case "failed" -> counts[1]++;
        case "expired" -> {
          counts[2]++;
          falseExpired += did > 0 ? 1 : 0;
        }
        default -> notEnded++;
      }
      twice += did > 1 ? 1 : 0;
      String first = firstEnds.get(sent.getKey());
      changed += first != null && !first.equals(end(command)) ? 1 : 0;
    }
    return new Result(
        numbers.size(),
        counts[0],
        counts[1],
        counts[2],
        refused.get(),
        falseDone,
        twice,
        falseExpired,
        notEnded,
        changed);
  }
}
