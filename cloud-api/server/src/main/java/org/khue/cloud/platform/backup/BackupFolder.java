package org.khue.cloud.platform.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The manifest of a backup's directory, with a hash of its own in `manifest.sha256`, so that a
/// single changed letter is seen.
final class BackupFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String HASH_NAME = "manifest.sha256";

  private BackupFolder() {}

  static void write(Path directory, Manifest manifest) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(manifest);
    Durable.write(directory.resolve(Manifest.NAME), bytes);
    Durable.write(
        directory.resolve(HASH_NAME),
        (hash(bytes) + "  " + Manifest.NAME + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /// @throws BackupException if there is none, or it was changed, or a later program made it
  static Manifest read(Path directory) throws BackupException, IOException {
    Path file = directory.resolve(Manifest.NAME);
    Path hash = directory.resolve(HASH_NAME);
    if (!Files.isRegularFile(file) || !Files.isRegularFile(hash)) {
      throw new BackupException(
          directory
              + " holds no whole backup: manifest.json or manifest.sha256 is missing. A backup that"
              + " was cut off has a name that ends in '.partial'; take another one.");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Files.readString(hash).startsWith(hash(bytes))) {
      throw new BackupException(
          file + " was changed since the backup was made. Take another backup.");
    }
    try {
      Manifest manifest = JSON.readValue(bytes, Manifest.class);
      if (manifest.format() != Manifest.FORMAT) {
        throw new BackupException(
            "The backup has format "
                + manifest.format()
                + ", this program reads format "
                + Manifest.FORMAT
                + ". Use the program version that made it.");
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new BackupException(file + " cannot be read as a manifest.", e);
    }
  }

  private static String hash(byte[] bytes) {
    MessageDigest digest = Hex.sha256();
    digest.update(bytes);
    return Hex.of(digest);
  }
}
