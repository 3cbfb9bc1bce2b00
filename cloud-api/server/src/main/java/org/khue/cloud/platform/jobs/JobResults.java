package org.khue.cloud.platform.jobs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Predicate;

/// The files of jobs, one a job, in `jobs` of the cloud's directory. A file gets its name when it
/// is whole and on disk.
final class JobResults {
  private final Path directory;

  JobResults(Path directory) {
    this.directory = directory;
  }

  /// A file being written.
  record Draft(Path part, Path file, String name, String type, OutputStream out) {

    /// Makes it whole; returns its size in bytes.
    long finish() throws IOException {
      out.close();
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Files.size(file);
    }

    void drop() throws IOException {
      out.close();
      Files.deleteIfExists(part);
    }
  }

  Draft begin(UUID job, String name, String type) throws IOException {
    Files.createDirectories(directory);
    Path part = directory.resolve(job + ".part");
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
    return new Draft(part, file(job), name, type, out);
  }

  Path file(UUID job) {
    return directory.resolve(job.toString());
  }

  /// Deletes files of jobs that are no more.
  ///
  /// @return how many
  int sweep(Predicate<UUID> known) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    int deleted = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName()).replace(".part", "");
        if (name.length() == 36 && !known.test(UUID.fromString(name))) {
          Files.deleteIfExists(file);
          deleted++;
        }
      }
    }
    return deleted;
  }
}
