package org.khue.cloud.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a whole backup through and compares every hash.
final class Verification {
  private Verification() {}

  /// @return the manifest of a backup that is whole and unchanged
  /// @throws BackupException naming every file that is not
  static Manifest of(Path directory) throws BackupException, IOException {
    Manifest manifest = BackupFolder.read(directory);
    List<String> faults = new ArrayList<>();
    for (Manifest.Table table : manifest.tables()) {
      Path file = directory.resolve(table.file());
      if (!isInside(file, directory) || !isSame(file, table.bytes(), table.sha256())) {
        faults.add(table.file());
        continue;
      }
      RowHash rows = TableFiles.check(file);
      if (!rows.isWhole() || rows.rows() != table.rows() || !rows.hash().equals(table.rowHash())) {
        faults.add(table.file());
      }
    }
    for (Manifest.StoredFile file : manifest.files()) {
      Path copy = directory.resolve("data").resolve(file.path());
      if (!isInside(copy, directory) || !isSame(copy, file.bytes(), file.sha256())) {
        faults.add(file.path());
      }
    }
    if (!faults.isEmpty()) {
      throw new BackupException(
          "These files of the backup "
              + directory
              + " are missing or were changed: "
              + String.join(", ", faults)
              + ". Take another backup.");
    }
    return manifest;
  }

  private static boolean isSame(Path file, long bytes, String sha256) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == bytes
        && Hex.ofFile(file).equals(sha256);
  }

  private static boolean isInside(Path file, Path directory) {
    return file.normalize().startsWith(directory.normalize());
  }
}
