package org.khue.contract.courier;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// A package as it came: its head is readable, its signature can be checked, and the cloud's key
/// opens it. Nothing of it is held in memory but a chunk.
public final class CourierPackage {
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final int LONGEST_SIGNATURE = 200;
  private static final int LONGEST_BATCH = 512 * 1024;
  private static final String CUT =
      "the file is cut off or damaged: copy it again, or export anew on the gateway";

  private final Path file;
  private final CourierHead head;
  private final byte[] headBytes;

  private CourierPackage(Path file, CourierHead head, byte[] headBytes) {
    this.file = file;
    this.head = head;
    this.headBytes = headBytes;
  }

  /// Takes one batch after the other.
  @FunctionalInterface
  public interface Receiver {
    void take(byte[] batch) throws IOException, CourierException;
  }

  /// Reads the head; believe nothing of it before [#isSigned].
  public static CourierPackage open(Path file) throws IOException, CourierException {
    try (DataInputStream in = stream(file)) {
      if (!Arrays.equals(in.readNBytes(CourierWriter.MAGIC.length), CourierWriter.MAGIC)) {
        throw new CourierException(
            "this is no package of a gateway (they begin with KHUE-COURIER-1)");
      }
      int length = in.readInt();
      if (length < 2 || length > LONGEST_HEAD) {
        throw new CourierException(CUT);
      }
      byte[] bytes = in.readNBytes(length);
      return new CourierPackage(file, JsonCodec.read(bytes, CourierHead.class), bytes);
    } catch (EOFException | WireException e) {
      throw new CourierException(CUT, e);
    }
  }

  public CourierHead head() {
    return head;
  }

  /// SHA-256 of the whole file, lower-case hexadecimal.
  public String sha256() throws IOException {
    return HexFormat.of().formatHex(digest(Files.size(file)));
  }

  /// Whether the key signed all of the file.
  public boolean isSigned(PublicKey key) throws IOException, CourierException {
    long size = Files.size(file);
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(Math.max(0, size - 4));
      int length = in.readInt();
      if (length < 8 || length > LONGEST_SIGNATURE || size < length + 4L) {
        throw new CourierException(CUT);
      }
      long signed = size - 4 - length;
      byte[] signature = signature(signed, length);
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(Seal.joined("khue courier package 1\n", digest(signed)));
      return verifier.verify(signature);
    } catch (EOFException e) {
      throw new CourierException(CUT, e);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] signature(long from, int length) throws IOException {
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(from);
      return in.readNBytes(length);
    }
  }

  private byte[] digest(long bytes) throws IOException {
    try (InputStream in = stream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[Seal.CHUNK];
      for (long left = bytes; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException();
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Opens it and hands its batches over in order.
  public void read(PrivateKey cloud, Receiver receiver) throws IOException, CourierException {
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(CourierWriter.MAGIC.length + 4L + headBytes.length);
      Seal seal = Seal.of(Seal.opened(cloud, head.encapsulated()), headBytes);
      DataInputStream plain = new DataInputStream(new SequenceInputStream(new Chunks(in, seal)));
      for (int length = plain.readInt(); length != 0; length = plain.readInt()) {
        if (length < 0 || length > LONGEST_BATCH) {
          throw new CourierException(CUT);
        }
        byte[] batch = plain.readNBytes(length);
        if (batch.length < length) {
          throw new CourierException(CUT);
        }
        receiver.take(batch);
      }
    } catch (EOFException e) {
      throw new CourierException(CUT, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof EOFException) {
        throw new CourierException(CUT, e);
      }
      throw e.getCause();
    } catch (GeneralSecurityException e) {
      throw new CourierException("it is not sealed for this cloud", e);
    }
  }

  private static DataInputStream stream(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), Seal.CHUNK));
  }

  /// The opened chunks. One is read ahead, to know which is the last.
  private static final class Chunks implements Enumeration<InputStream> {
    private final DataInputStream in;
    private final Seal seal;
    private byte @Nullable [] next;

    Chunks(DataInputStream in, Seal seal) throws IOException {
      this.in = in;
      this.seal = seal;
      this.next = sealed();
    }

    private byte @Nullable [] sealed() throws IOException {
      int length = in.readInt();
      if (length == 0) {
        return null;
      }
      if (length < Seal.TAG || length > Seal.CHUNK + Seal.TAG) {
        throw new EOFException();
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
      return bytes;
    }

    @Override
    public boolean hasMoreElements() {
      return next != null;
    }

    @Override
    public InputStream nextElement() {
      byte[] current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      try {
        next = sealed();
        return new ByteArrayInputStream(seal.open(current, next == null));
      } catch (GeneralSecurityException e) {
        throw new UncheckedIOException(new EOFException("a chunk does not open"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
