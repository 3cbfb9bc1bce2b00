package org.khue.gateway.courier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.khue.contract.Ack;
import org.khue.contract.courier.CourierException;
import org.khue.contract.courier.CourierReceipt;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.khue.gateway.identity.CourierIdentity;
import org.khue.gateway.journal.Journal;

/// Takes the cloud's receipt, which counts as its acknowledgements over the network do. An old one
/// again says nothing new.
public final class CourierReturn {
  private static final long LONGEST = 64 * 1024;

  private CourierReturn() {}

  /// @return what it acknowledges, for people
  /// @throws CourierException if it is not the cloud's, or not for this gateway
  public static String take(Path file, Journal journal, CourierIdentity identity)
      throws IOException, CourierException {
    CourierReceipt receipt = read(file, identity);
    if (!receipt.gateway().equals(identity.gateway())) {
      throw new CourierException(
          "the receipt is for " + receipt.gateway() + ", this is " + identity.gateway());
    }
    StringBuilder text = new StringBuilder();
    for (Ack ack : receipt.acks()) {
      Journal.Depth before = journal.depth(ack.stream());
      if (!journal.isNumbered(ack.stream()) || ack.upToSeq() > before.durableSeq()) {
        throw new CourierException(
            "the receipt speaks of "
                + ack.stream().wireName()
                + " up to "
                + ack.upToSeq()
                + ", which this disk does not hold: it is of another disk of this gateway");
      }
    }
    for (Ack ack : receipt.acks()) {
      long before = journal.depth(ack.stream()).acknowledgedSeq();
      journal.acknowledge(ack.stream(), ack.upToSeq());
      long news = Math.max(0, ack.upToSeq() - before);
      text.append(ack.stream().wireName())
          .append(": the cloud has it up to ")
          .append(ack.upToSeq())
          .append(", ")
          .append(news)
          .append(" entries more than was known\n");
    }
    return text.toString();
  }

  private static CourierReceipt read(Path file, CourierIdentity identity)
      throws IOException, CourierException {
    if (Files.size(file) > LONGEST) {
      throw new CourierException(file + " is no receipt: it is too long");
    }
    try {
      CourierReceipt.Signed signed =
          JsonCodec.read(Files.readAllBytes(file), CourierReceipt.Signed.class);
      if (!identity.isOfCloud(
          signed.chain(),
          CourierReceipt.SIGNER,
          CourierReceipt.content(signed.receipt()),
          signed.signature())) {
        throw new CourierException(
            file + " is not signed by this gateway's cloud: fetch the receipt there again");
      }
      return JsonCodec.read(signed.receipt(), CourierReceipt.class);
    } catch (WireException e) {
      throw new CourierException(
          file + " is no receipt or is damaged: fetch it in the cloud again", e);
    }
  }
}
