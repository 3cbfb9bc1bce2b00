package org.khue.gateway.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.khue.gateway.files.DurableFile;

/// The gateway's identity on disk, `identity/` below its data: `identity.pem`, and `next-key.pem`
/// while a certificate for a new key is being asked for. Both are readable by their owner alone.
final class IdentityFiles {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final Path next;

  IdentityFiles(Path data) {
    Path directory = data.resolve("identity");
    file = directory.resolve("identity.pem");
    next = directory.resolve("next-key.pem");
  }

  Path file() {
    return file;
  }

  /// Empty before the gateway was claimed.
  ///
  /// @throws IOException if the file cannot be used; the message says what to do
  Optional<Identity> load() throws IOException {
    Optional<String> text = DurableFile.read(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (posix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          file
              + " can be read by others: run 'chmod 600 "
              + file
              + "'. Nothing is sent until then");
    }
    try {
      return Optional.of(Identity.of(text.get()));
    } catch (IOException e) {
      throw new IOException(
          file + " cannot be used, " + e.getMessage() + ": claim this gateway again", e);
    }
  }

  /// Puts a new identity in the place of the old one; the new key is no longer the next.
  void save(Identity identity) throws IOException {
    DurableFile.writeSecret(file, identity.text());
    DurableFile.delete(next);
  }

  /// The key for which a certificate is asked for: on disk before anybody is told of it, and the
  /// same after a power cut, so that a lost answer can be asked for again.
  KeyPair nextKey() throws IOException {
    Optional<String> text = DurableFile.read(next);
    if (text.isPresent()) {
      Optional<KeyPair> kept = pair(text.get());
      if (kept.isPresent() && !isCurrent(kept.get().getPublic())) {
        return kept.get();
      }
    }
    KeyPair made = make();
    DurableFile.writeSecret(
        next,
        Pem.of(made.getPrivate())
            + "public: "
            + Base64.getEncoder().encodeToString(made.getPublic().getEncoded())
            + "\n");
    return made;
  }

  /// The power went after the identity was saved and before its key was taken away here.
  private boolean isCurrent(PublicKey key) throws IOException {
    return load().map(identity -> identity.own().getPublicKey().equals(key)).orElse(false);
  }

  /// Empty if the file is damaged: another key is as good.
  private static Optional<KeyPair> pair(String text) {
    try {
      String encoded =
          text.lines()
              .filter(line -> line.startsWith("public: "))
              .findFirst()
              .map(line -> line.substring("public: ".length()))
              .orElseThrow(() -> new IOException("no public key"));
      PublicKey key =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
      return Optional.of(new KeyPair(key, Pem.key(text)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static KeyPair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private boolean posix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
