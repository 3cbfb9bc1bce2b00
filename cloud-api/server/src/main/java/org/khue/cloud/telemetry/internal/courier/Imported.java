package org.khue.cloud.telemetry.internal.courier;

import java.util.List;
import org.khue.contract.Ack;
import org.khue.contract.courier.CourierReceipt;

/// What came of a package.
///
/// @param sha256 of the file
/// @param batches how many it held
/// @param entries how many it held, those that were there already too
/// @param fresh entries by which the cloud's cursors moved meanwhile
/// @param acks how far each stream is committed
/// @param receipt to be put on the stick
public record Imported(
    String gateway,
    String sha256,
    long batches,
    long entries,
    long fresh,
    List<Ack> acks,
    CourierReceipt.Signed receipt) {
  public Imported {
    acks = List.copyOf(acks);
  }
}
