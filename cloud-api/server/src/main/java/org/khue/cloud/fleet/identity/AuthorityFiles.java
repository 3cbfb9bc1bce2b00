package org.khue.cloud.fleet.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/// The authority's files. Keys are PKCS #8, encrypted under a passphrase (PBES2: PBKDF2, AES-256),
/// and readable by their owner alone; `openssl` reads both.
final class AuthorityFiles {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final Path directory;
  private final String passphrase;

  AuthorityFiles(Path directory, String passphrase) {
    this.directory = directory;
    this.passphrase = passphrase;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(file(name));
  }

  void key(String name, PrivateKey key) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(
          new JcaPKCS8Generator(
              key,
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(PROVIDER)
                  .setPRF(PKCS8Generator.PRF_HMACSHA256)
                  .setIterationCount(100_000)
                  .setPassword(passphrase.toCharArray())
                  .build()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("a key could not be encrypted", e);
    }
    write(file(name), text.toString(), true);
  }

  /// @throws AuthorityException if it is not there, damaged, or opens with another passphrase
  PrivateKey key(String name) throws IOException {
    Path file = file(name);
    if (posix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new AuthorityException(
          file + " can be read by others. Run 'chmod 600 " + file + "', then start again.");
    }
    try (PEMParser pem = new PEMParser(new StringReader(Files.readString(file)))) {
      if (pem.readObject() instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
        return new JcaPEMKeyConverter()
            .getPrivateKey(
                encrypted.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(PROVIDER)
                        .build(passphrase.toCharArray())));
      }
    } catch (PKCSException | OperatorCreationException e) {
      throw new AuthorityException(
          file
              + " does not open with the authority's passphrase. Put back the passphrase (or the"
              + " whole directory) from the key backup, then start again.");
    }
    throw new AuthorityException(
        file + " holds no encrypted key. Put back the file from the key backup.");
  }

  void certificate(String name, X509Certificate certificate) throws IOException {
    write(file(name), pem(certificate), false);
  }

  X509Certificate certificate(String name) throws IOException {
    try (var in = Files.newInputStream(file(name))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (GeneralSecurityException e) {
      throw new AuthorityException(
          file(name) + " holds no certificate. Put back the file from the key backup.");
    }
  }

  /// A key without a passphrase (PKCS #8), for a server that starts without anybody to ask.
  static String plain(PrivateKey key) throws IOException {
    return pem(new JcaPKCS8Generator(key, null));
  }

  static String pem(Object thing) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(thing);
    }
    return text.toString();
  }

  /// Replaces a file as a whole, on disk when this returns.
  static void write(Path file, String content, boolean secret) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    if (secret && posix(half)) {
      Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER));
    } else {
      Files.createFile(half);
    }
    try (FileChannel out = FileChannel.open(half, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
