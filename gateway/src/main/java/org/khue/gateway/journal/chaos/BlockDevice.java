package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// An ext4 on a block device that keeps a log of every write and flush: nbdkit serves it, nbdfuse
/// shows it as a file, a loop device makes it a disk. Needs Linux and root.
final class BlockDevice implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  private static final int BETWEEN_LOOKS_MILLIS = 20;
  private static final List<String> PROGRAMS =
      List.of("nbdkit", "nbdfuse", "fusermount3", "mkfs.ext4", "mount", "umount");

  private final Process server;
  private final Path file;
  private final Path log;
  private final Mount mount;

  private BlockDevice(Process server, Path file, Path log, Mount mount) {
    this.server = server;
    this.file = file;
    this.log = log;
    this.mount = mount;
  }

  /// @throws IOException with all that is missing here
  static void requireMachine() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String program : PROGRAMS) {
      try {
        Mount.run("sh", "-c", "PATH=$PATH:/sbin:/usr/sbin command -v " + program);
      } catch (IOException notThere) {
        missing.add(program);
      }
    }
    if (!Files.exists(Path.of("/dev/fuse"))) {
      missing.add("/dev/fuse");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      missing.add("root's rights");
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          "this machine lacks "
              + String.join(", ", missing)
              + ". It needs Linux, root and, on Debian: apt-get install nbdkit"
              + " nbdkit-plugin-python libnbd-bin fuse3 e2fsprogs");
    }
  }

  /// @param image an ext4; what is written goes into it
  /// @param folder for the log and the mount points; empty
  static BlockDevice over(Path image, Path folder) throws IOException {
    Path plugin = folder.resolve("write_log.py");
    try (InputStream in = BlockDevice.class.getResourceAsStream("write_log.py")) {
      Files.write(plugin, Objects.requireNonNull(in).readAllBytes());
    }
    Path log = Files.createFile(folder.resolve("log"));
    Path file = Files.createFile(folder.resolve("disk"));
    Process server =
        new ProcessBuilder(
                "nbdfuse",
                file.toString(),
                "--command",
                "nbdkit",
                "-s",
                "--exit-with-parent",
                "python",
                plugin.toString(),
                "image=" + image,
                "log=" + log)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.txt").toFile())
            .start();
    try {
      awaitSize(server, file, Files.size(image), folder.resolve("server.txt"));
      Mount mount = Mount.loop(file, Files.createDirectory(folder.resolve("mounted")));
      return new BlockDevice(server, file, log, mount);
    } catch (IOException e) {
      stop(server, file);
      throw e;
    }
  }

  private static void awaitSize(Process server, Path file, long size, Path said)
      throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (Files.size(file) != size) {
      if (!server.isAlive() || System.nanoTime() - end > 0) {
        throw new IOException("the block device does not start: " + Files.readString(said));
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the block device", e);
    }
  }

  Path mounted() {
    return mount.point();
  }

  Path log() {
    return log;
  }

  /// How long the log is: all that was written and flushed until now stands before.
  long logLength() throws IOException {
    return Files.size(log);
  }

  @Override
  public void close() throws IOException {
    try {
      mount.close();
    } finally {
      stop(server, file);
    }
  }

  private static void stop(Process server, Path file) throws IOException {
    try {
      if (server.isAlive()) {
        Mount.run("fusermount3", "-u", file.toString());
      }
      if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.destroyForcibly();
    }
  }
}
