package org.khue.cloud.platform.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/// Seals what belongs to one subject, such as a person.
///
/// How it works: each subject has a random data key of its own. The database holds it wrapped by a
/// master key; the master key is the file `vault/master.key` below the cloud's data directory and
/// never enters the database. Whoever has a copy of the database alone reads nothing, and whoever
/// has both reads only the subjects whose key is still there. [#forget] deletes one subject's key:
/// from then on its sealed rows are noise, here and in every backup made before, since backups do
/// not hold the keys (see [LeftOut]).
public final class Vault {
  private final SecretKey master;
  private final SecretKey hash;

  private Vault(byte[] master, byte[] hash) {
    this.master = Gcm.key(master);
    this.hash = new SecretKeySpec(hash, "HmacSHA256");
  }

  /// Opens the vault of a database, or makes one for a database that has sealed nothing yet.
  ///
  /// @param directory of the vault's files
  /// @throws VaultFileException if the files are missing or not those of this database
  public static Vault open(Path directory, DataSource source) throws IOException {
    VaultFiles files = new VaultFiles(directory);
    Map<UUID, byte[]> sample;
    try (Connection connection = source.getConnection()) {
      sample = VaultKeyStore.any(connection);
    } catch (SQLException e) {
      throw new VaultFileException("The keys of the vault cannot be read: " + e.getMessage());
    }
    if (!files.exist()) {
      if (!sample.isEmpty()) {
        throw new VaultFileException(
            "The vault's key files in "
                + directory
                + " are missing, and the database holds data sealed with them. Put them back from"
                + " the key backup (see docs/reference/people.md), then start again.");
      }
      files.make();
    }
    Vault vault = new Vault(files.master(), files.hash());
    for (Map.Entry<UUID, byte[]> wrapped : sample.entrySet()) {
      try {
        vault.unwrap(wrapped.getKey(), wrapped.getValue());
      } catch (VaultException e) {
        throw new VaultFileException(
            files.masterFile()
                + " is not the master key of this database. Put back the right one from the key"
                + " backup (see docs/reference/people.md), then start again.");
      }
    }
    return vault;
  }

  /// Makes a new subject's key, in the transaction that makes the subject.
  public SubjectKey make(Connection transaction, UUID subject) throws SQLException {
    byte[] key = Gcm.random(Gcm.KEY_BYTES);
    VaultKeyStore.insert(transaction, subject, Gcm.seal(master, key, place(subject)));
    return new SubjectKey(subject, Gcm.key(key));
  }

  /// A subject's key; empty when it never was or was forgotten.
  public Optional<SubjectKey> key(Connection connection, UUID subject) throws SQLException {
    return Optional.ofNullable(keys(connection, List.of(subject)).get(subject));
  }

  /// The keys of several subjects, of those that have one.
  public Map<UUID, SubjectKey> keys(Connection connection, Collection<UUID> subjects)
      throws SQLException {
    Map<UUID, SubjectKey> keys = new HashMap<>();
    for (Map.Entry<UUID, byte[]> found : VaultKeyStore.find(connection, subjects).entrySet()) {
      keys.put(found.getKey(), unwrap(found.getKey(), found.getValue()));
    }
    return keys;
  }

  /// Forgets a subject's key, for good. Only the program's own connections may
  /// ([org.khue.cloud.platform.db.Database#systemSource]); on others this does nothing.
  ///
  /// @return whether there was one
  public boolean forget(Connection transaction, UUID subject) throws SQLException {
    return VaultKeyStore.delete(transaction, subject);
  }

  /// A keyed hash (HMAC-SHA-256, 32 bytes): equal for equal values, useless without this vault.
  ///
  /// @param purpose keeps the hashes of different kinds of values apart
  public byte[] hash(String purpose, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hash);
      return mac.doFinal((purpose + "\0" + value).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private SubjectKey unwrap(UUID subject, byte[] wrapped) {
    try {
      return new SubjectKey(subject, Gcm.key(Gcm.open(master, wrapped, place(subject))));
    } catch (AEADBadTagException e) {
      throw new VaultException(
          "The key of "
              + subject
              + " does not open: it was altered, or the vault's master key is another than it was.",
          e);
    }
  }

  private static byte[] place(UUID subject) {
    return ("key " + subject).getBytes(StandardCharsets.UTF_8);
  }
}
