package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A folder of its own for a run; it goes with the run.
public final class WorkFolder implements AutoCloseable {
  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  /// @param parent null for the system's temporary folder
  public static WorkFolder in(@Nullable Path parent) throws IOException {
    if (parent == null) {
      return new WorkFolder(Files.createTempDirectory("khue-chaos-"));
    }
    Files.createDirectories(parent);
    return new WorkFolder(Files.createTempDirectory(parent, "khue-chaos-"));
  }

  public Path path() {
    return path;
  }

  public String fileSystem() throws IOException {
    return Files.getFileStore(path).type();
  }

  @Override
  public void close() throws IOException {
    clear(path);
    Files.delete(path);
  }

  /// Deletes what is in a folder.
  static void clear(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }
}
