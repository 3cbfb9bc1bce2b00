package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A file system in a file, mounted until closed. Needs root.
final class Mount implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int MEBIBYTE = 1 << 20;

  private final Path point;

  private Mount(Path point) {
    this.point = point;
  }

  /// A new ext4 with blocks of 4 KiB, and a journal of its own, as on a gateway's card.
  static void makeExt4(Path image, int mebibytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) mebibytes * MEBIBYTE);
    }
    mkfs(image);
  }

  /// The same on what is there already.
  static void mkfs(Path image) throws IOException {
    run(
        "mkfs.ext4",
        "-q",
        "-F",
        "-b",
        "4096",
        "-J",
        "size=4",
        "-m",
        "0",
        "-E",
        "nodiscard,lazy_itable_init=0,lazy_journal_init=0",
        image.toString());
  }

  static Mount loop(Path image, Path point) throws IOException {
    run("mount", "-t", "ext4", "-o", "loop", image.toString(), point.toString());
    return new Mount(point);
  }

  Path point() {
    return point;
  }

  @Override
  public void close() throws IOException {
    run("umount", point.toString());
  }

  /// Runs a program of the system to its end.
  ///
  /// @throws IOException with what it said, if it fails or is not there
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(List.of(command) + " did not end within " + PATIENCE_SECONDS + " s");
      }
      // A few words fit into the pipe.
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(List.of(command) + " failed: " + said.strip());
      }
      return said.strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while running " + List.of(command), e);
    }
  }
}
