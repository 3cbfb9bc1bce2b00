package org.khue.contract.update;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import org.khue.contract.update.UpdateException.Reason;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// A package as a file: `KHUE-UPDATE-1` and a line feed, the length of the head (4 bytes), the
/// [UpdateHead] as JSON, then the contents of the manifest's files one after the other, nothing
/// between and nothing behind them. Names stand in the signed manifest alone, so no archive format
/// has to be believed.
public final class UpdatePackage {
  private static final byte[] MAGIC = "KHUE-UPDATE-1\n".getBytes(StandardCharsets.US_ASCII);

  /// The head of the largest manifest, in base64.
  public static final int LONGEST_HEAD = 256 * 1024;

  /// No package is larger.
  public static final long MOST_BYTES = UpdateManifest.MOST_BYTES + LONGEST_HEAD + 64;

  private static final int CHUNK = 64 * 1024;

  private final Path file;
  private final UpdateHead head;
  private final long contents;

  private UpdatePackage(Path file, UpdateHead head, long contents) {
    this.file = file;
    this.head = head;
    this.contents = contents;
  }

  /// Where the files go.
  @FunctionalInterface
  public interface Target {
    /// Takes one file. It must read `content` to its end, and must throw away what it has when that
    /// throws: the content is not the signed one then.
    ///
    /// @param content ends after `file.size()` bytes; throws [IOException] at a wrong hash
    void take(UpdateFile file, InputStream content) throws IOException;
  }

  /// Reads the head; believe nothing of it before [UpdateHead#verified].
  public static UpdatePackage open(Path file) throws IOException, UpdateException {
    if (Files.size(file) > MOST_BYTES) {
      throw new UpdateException(
          Reason.TOO_LARGE, "it is larger than " + (MOST_BYTES >> 20) + " MiB");
    }
    try (DataInputStream in = stream(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new UpdateException(
            Reason.UNREADABLE, "it is no update package (they begin with KHUE-UPDATE-1)");
      }
      int length = in.readInt();
      if (length < 2 || length > LONGEST_HEAD) {
        throw new UpdateException(Reason.UNREADABLE, "its head has no length that is possible");
      }
      byte[] bytes = in.readNBytes(length);
      UpdateHead head = JsonCodec.read(bytes, UpdateHead.class);
      if (!Arrays.equals(JsonCodec.write(head), bytes)) {
        // What is told in another way, such as other spare bits of base64, was changed on its way.
        throw new UpdateException(Reason.UNREADABLE, "its head is not as it was written");
      }
      return new UpdatePackage(file, head, MAGIC.length + 4L + length);
    } catch (EOFException | WireException | RuntimeException e) {
      throw new UpdateException(Reason.UNREADABLE, "its head is cut off or damaged", e);
    }
  }

  /// What each package begins with.
  public static byte[] magic() {
    return MAGIC.clone();
  }

  public UpdateHead head() {
    return head;
  }

  /// The manifest, once it is certain that a believed key signed it and that all files are the
  /// signed ones.
  public UpdateManifest verified(ReleaseKeys keys) throws IOException, UpdateException {
    UpdateManifest manifest = head.verified(keys);
    copy(manifest, (each, content) -> content.transferTo(OutputStream.nullOutputStream()));
    return manifest;
  }

  /// Hands the files over in order, each checked while it is read.
  ///
  /// @param manifest the verified one
  public void copy(UpdateManifest manifest, Target target) throws IOException, UpdateException {
    long expected = contents + manifest.bytes();
    long size = Files.size(file);
    if (size != expected) {
      throw new UpdateException(
          Reason.LENGTH,
          "it has " + size + " bytes instead of " + expected + ": copy or fetch it again");
    }
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(contents);
      for (UpdateFile each : manifest.files()) {
        try {
          target.take(each, new Content(in, each));
        } catch (Content.WrongHash e) {
          throw new UpdateException(
              Reason.HASH, each.path() + " is not the file that was signed", e);
        }
      }
    } catch (EOFException e) {
      throw new UpdateException(Reason.LENGTH, "it is cut off: copy or fetch it again", e);
    }
  }

  /// Where the bytes of a file come from.
  @FunctionalInterface
  public interface Source {
    InputStream open(UpdateFile file) throws IOException;
  }

  /// Makes a package.
  ///
  /// @param source gives each file of the manifest
  /// @throws UpdateException if no gateway could take it
  public static void write(
      Path to, UpdateManifest manifest, PrivateKey key, PublicKey its, Source source)
      throws IOException, UpdateException {
    manifest.check();
    byte[] head = JsonCodec.write(sign(manifest, key, its));
    if (head.length > LONGEST_HEAD) {
      throw new UpdateException(Reason.TOO_LARGE, "its manifest is too long");
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(to), CHUNK))) {
      out.write(MAGIC);
      out.writeInt(head.length);
      out.write(head);
      for (UpdateFile file : manifest.files()) {
        try (InputStream content = source.open(file)) {
          new Content(content, file).transferTo(out);
        }
      }
    }
  }

  /// @param its the public key of `key`
  public static UpdateHead sign(UpdateManifest manifest, PrivateKey key, PublicKey its) {
    byte[] bytes = JsonCodec.write(manifest);
    try {
      Signature signature = Signature.getInstance(ReleaseKeys.ALGORITHM);
      signature.initSign(key);
      signature.update(UpdateHead.signed(bytes));
      return new UpdateHead(bytes, ReleaseKeys.id(its), signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the release key signs nothing", e);
    }
  }

  /// SHA-256 of a stream to its end, lower-case hexadecimal.
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[CHUNK];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return Sha256.end(digest.digest());
  }

  private static DataInputStream stream(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK));
  }
}
