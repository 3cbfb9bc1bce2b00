package org.khue.contract.courier;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.khue.contract.courier.Seal.Secret;
import org.khue.contract.wire.JsonCodec;

/// Writes a package, see docs/reference/courier.md: magic, head, sealed chunks, signature.
///
/// The plain content of the chunks is one batch after the other, each with its length before it,
/// and a length of 0 at the end.
public final class CourierWriter {
  static final byte[] MAGIC = "KHUE-COURIER-1\n".getBytes(StandardCharsets.US_ASCII);

  private final DigestOutputStream digested;
  private final DataOutputStream out;
  private final Seal seal;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private long bytes;

  /// @param cloud the cloud's key for packages, P-256
  public CourierWriter(
      OutputStream out, String gateway, String serial, long madeMillis, PublicKey cloud)
      throws IOException {
    try {
      digested = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
      this.out = new DataOutputStream(digested);
      Secret secret = Seal.secret(cloud);
      byte[] head =
          JsonCodec.write(new CourierHead(gateway, serial, secret.encapsulated(), madeMillis));
      seal = Seal.of(secret.shared(), head);
      this.out.write(MAGIC);
      this.out.writeInt(head.length);
      this.out.write(head);
    } catch (GeneralSecurityException e) {
      throw new IOException("the cloud's key for packages cannot be used", e);
    }
  }

  /// @param batch the bytes of a batch
  public void add(byte[] batch) throws IOException {
    DataOutputStream record = new DataOutputStream(plain);
    record.writeInt(batch.length);
    record.write(batch);
    bytes += batch.length;
    flush(false);
  }

  /// Sealed so far.
  public long bytes() {
    return bytes;
  }

  /// Ends the package; the stream stays open.
  ///
  /// @param signer signs with the gateway's key, ECDSA with SHA-256 in DER
  public void finish(UnaryOperator<byte[]> signer) throws IOException {
    new DataOutputStream(plain).writeInt(0);
    flush(true);
    out.writeInt(0);
    out.flush();
    byte[] digest = digested.getMessageDigest().digest();
    byte[] signature = signer.apply(Seal.joined("khue courier package 1\n", digest));
    out.write(signature);
    out.writeInt(signature.length);
    out.flush();
  }

  private void flush(boolean last) throws IOException {
    byte[] waiting = plain.toByteArray();
    int from = 0;
    try {
      while (waiting.length - from > Seal.CHUNK || last && from < waiting.length) {
        int length = Math.min(Seal.CHUNK, waiting.length - from);
        byte[] part = Arrays.copyOfRange(waiting, from, from + length);
        from += length;
        byte[] sealed = seal.seal(part, length, last && from == waiting.length);
        out.writeInt(sealed.length);
        out.write(sealed);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("a chunk could not be sealed", e);
    }
    plain.reset();
    plain.write(waiting, from, waiting.length - from);
  }
}
