package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.Stream;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.WireException;

/// Makes deliveries of bytes, the same for every way that they can come.
@Singleton
public final class Inbound {
  private final Clock clock;

  Inbound(Clock clock) {
    this.clock = clock;
  }

  /// @param fault why the bytes are no batch of that stream; null if they are one. The delivery
  ///   then is an empty one that fetches the cursor, so that the gateway is told where to go on
  public record Parsed(Delivery delivery, @Nullable String fault) {}

  public Parsed parse(String gateway, Stream stream, byte[] bytes, Delivery.Reply reply) {
    String fault;
    try {
      Batch batch = BatchCodec.readKeepingMalformed(bytes);
      if (batch.stream() == stream) {
        return new Parsed(new Delivery(gateway, batch, clock.instant(), reply), null);
      }
      fault = "the batch is of the stream " + batch.stream().wireName();
    } catch (WireException e) {
      fault = Texts.note(e.getMessage());
    }
    String refused = fault;
    Batch nothing = new Batch(stream, 1, 1, 0, List.of());
    return new Parsed(
        new Delivery(
            gateway,
            nothing,
            clock.instant(),
            ack -> reply.answer(new Ack(ack.stream(), ack.upToSeq(), refused))),
        fault);
  }
}
