package org.khue.gateway.uplink;

import java.time.Duration;
import org.khue.contract.Batch;

/// The connection to the cloud as its senders see it. Each connection has a number, its session;
/// what was meant for one never goes over the next.
interface Link {
  /// The session that stands, after waiting for one if there is none; 0 if there is still none.
  long awaitSession(Duration timeout) throws InterruptedException;

  boolean stands(long session);

  /// Hands a message over for sending, without waiting until it is sent.
  ///
  /// @return false if the connection cannot take it now
  boolean publish(long session, String topic, byte[] payload, boolean retained);

  /// Hands over what may get lost and is not worth waiting for.
  default void show(long session, String topic, byte[] payload) {}

  /// The most bytes of a batch, before compression, that this way has proved to take.
  default int maxBatchBytes() {
    return Batch.MAX_BYTES;
  }

  /// Whether the cloud has asked this gateway to wait: it is then not late with its answers.
  default boolean isHeldBack() {
    return false;
  }

  /// Gives a session up; another is begun.
  void drop(long session, String why);
}
