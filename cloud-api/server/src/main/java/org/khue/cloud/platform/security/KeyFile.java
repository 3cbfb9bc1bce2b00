package org.khue.cloud.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret of this installation: 32 random bytes as hexadecimal digits in a file that its owner
/// alone reads, made when it is first needed. Nodes of one cloud share the file.
public final class KeyFile {
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  private KeyFile(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /// The key of that file.
  ///
  /// @throws UncheckedIOException if it can be neither read nor made
  /// @throws IllegalStateException if it holds something else than a key
  public static KeyFile at(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw new IllegalArgumentException("it has " + key.length + " bytes");
      }
      return new KeyFile(key);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key " + file + " can be neither read nor made; check who may write there", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The key "
              + file
              + " is damaged ("
              + e.getMessage()
              + "): put the copy of your backup in its place.",
          e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    } catch (FileAlreadyExistsException e) {
      // Another part of this program was faster; its key counts.
    }
  }

  /// HMAC-SHA256 of a text (RFC 2104).
  public byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
