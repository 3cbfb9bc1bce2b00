package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.http.HttpStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.telemetry.internal.ingest.Delivery;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.Stream;

/// The batches of one package on their way through the ingest, a few at a time.
final class Sending {
  private static final int WINDOW = 8;
  private static final int WITHIN_SECONDS = 60;

  private final Ingest ingest;
  private final String gateway;
  private final Instant now;
  private final ArrayDeque<CompletableFuture<Ack>> waiting = new ArrayDeque<>();
  private final Map<Stream, Long> committed = new EnumMap<>(Stream.class);

  /// @param now when the package came
  Sending(Ingest ingest, String gateway, Instant now) {
    this.ingest = ingest;
    this.gateway = gateway;
    this.now = now;
  }

  /// Where the cloud stands.
  Map<Stream, Long> ask() {
    for (Stream stream : Stream.values()) {
      deliver(new Batch(stream, 1, 1, 0, List.of()));
    }
    finish();
    return new EnumMap<>(committed);
  }

  void send(Batch batch) {
    if (waiting.size() >= WINDOW) {
      take(waiting.remove());
    }
    deliver(batch);
  }

  /// Waits until all is committed.
  Map<Stream, Long> finish() {
    while (!waiting.isEmpty()) {
      take(waiting.remove());
    }
    return committed;
  }

  private void deliver(Batch batch) {
    CompletableFuture<Ack> ack = new CompletableFuture<>();
    Delivery delivery = new Delivery(gateway, batch, now, ack::complete);
    while (!ingest.offer(delivery)) {
      CompletableFuture<Boolean> room = new CompletableFuture<>();
      ingest.whenRoom(gateway, () -> room.complete(true));
      wait(room);
    }
    waiting.add(ack);
  }

  private void take(CompletableFuture<Ack> promised) {
    Ack ack = wait(promised);
    if (ack.refused() != null) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "Entries are missing before this package: the cloud has "
              + ack.stream().wireName()
              + " up to "
              + ack.upToSeq()
              + ", and "
              + ack.refused()
              + ". Hand in the packages before it first, in the order of their names.");
    }
    committed.merge(ack.stream(), ack.upToSeq(), Math::max);
  }

  private static <T> T wait(CompletableFuture<T> promised) {
    try {
      return promised.get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static ProblemException busy() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "The cloud could not write the package in time. Hand it in again: what is written already"
            + " is not written twice.");
  }
}
