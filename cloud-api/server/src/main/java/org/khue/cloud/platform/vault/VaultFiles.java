package org.khue.cloud.platform.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;

/// The secrets that never enter the database: `master.key` wraps the subjects' keys, `hash.key`
/// makes keyed hashes. Each file holds 64 hexadecimal digits and is readable by its owner alone.
final class VaultFiles {
  private static final String MASTER = "master.key";
  private static final String HASH = "hash.key";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;

  VaultFiles(Path directory) {
    this.directory = directory;
  }

  Path masterFile() {
    return directory.resolve(MASTER);
  }

  boolean exist() {
    return Files.exists(masterFile()) && Files.exists(directory.resolve(HASH));
  }

  /// Makes what is missing.
  void make() throws IOException {
    Files.createDirectories(directory);
    for (String name : Set.of(MASTER, HASH)) {
      if (!Files.exists(directory.resolve(name))) {
        write(directory.resolve(name), HexFormat.of().formatHex(Gcm.random(Gcm.KEY_BYTES)));
      }
    }
  }

  byte[] master() throws IOException {
    return read(masterFile());
  }

  byte[] hash() throws IOException {
    return read(directory.resolve(HASH));
  }

  private static void write(Path file, String content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    if (posix(file)) {
      Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else {
      Files.createFile(half);
    }
    try (FileChannel out = FileChannel.open(half, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] read(Path file) throws IOException {
    if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new VaultFileException(
          file + " can be read by others. Run 'chmod 600 " + file + "', then start again.");
    }
    try {
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length == Gcm.KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the content.
    }
    throw new VaultFileException(
        file + " must hold 64 hexadecimal digits. Put back the file from the key backup.");
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
