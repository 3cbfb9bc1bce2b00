package org.khue.cloud.telemetry.internal.ingest;

import java.time.Instant;
import org.khue.contract.Ack;
import org.khue.contract.Batch;

/// A batch on its way through the ingest.
///
/// @param receivedAt when its last byte came
/// @param reply called once, on the lane's thread, after the batch is committed, was a repeat, or
///   is refused; it must not block
public record Delivery(String gateway, Batch batch, Instant receivedAt, Reply reply) {

  /// Takes the answer.
  @FunctionalInterface
  public interface Reply {
    void answer(Ack ack);
  }
}
