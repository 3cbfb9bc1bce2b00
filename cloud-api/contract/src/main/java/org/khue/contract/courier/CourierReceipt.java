package org.khue.contract.courier;

import java.util.List;
import org.khue.contract.Ack;

/// The cloud's word on a package: how far each stream is committed.
///
/// @param packageSha256 of the package's file, lower-case hexadecimal
/// @param acks one a stream, never refused
/// @param madeMillis the cloud's time
public record CourierReceipt(
    String gateway, String packageSha256, List<Ack> acks, long madeMillis) {
  /// The common name of the certificate that signs receipts; no gateway can have it.
  public static final String SIGNER = "Khue courier receipts";

  public CourierReceipt {
    acks = List.copyOf(acks);
  }

  /// The receipt as it lies on the stick, as JSON.
  ///
  /// @param receipt JSON of a [CourierReceipt]
  /// @param signature ECDSA with SHA-256 over [#content] of it, DER
  /// @param chain the signer's certificate first, the cloud's root last, PEM
  public record Signed(byte[] receipt, byte[] signature, String chain) {
    public Signed {
      receipt = receipt.clone();
      signature = signature.clone();
    }

    @Override
    public byte[] receipt() {
      return receipt.clone();
    }

    @Override
    public byte[] signature() {
      return signature.clone();
    }
  }

  /// What is signed.
  public static byte[] content(byte[] receipt) {
    return Seal.joined("khue courier receipt 1\n", receipt);
  }
}
