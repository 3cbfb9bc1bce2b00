package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A directory of the operating system, held by one process at a time.
final class RealDisk implements Disk {
  private static final String LOCK = "lock";

  private final Path directory;
  private final FileChannel lock;

  /// @throws JournalInUseException if another process, or another journal in this one, holds it
  RealDisk(Path directory) throws IOException {
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        sync(parent);
      }
    }
    lock =
        FileChannel.open(
            directory.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (tryLock() == null) {
      String owner = Files.readString(directory.resolve(LOCK));
      lock.close();
      throw new JournalInUseException(
          "the journal in "
              + directory.toAbsolutePath()
              + " is in use by process "
              + owner.strip()
              + ": stop that one, or give this gateway a data directory of its own");
    }
    lock.truncate(0);
    lock.write(
        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)),
        0);
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return lock.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public List<String> list() throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return opened(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return opened(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile openToRead(String name) throws IOException {
    return opened(name, StandardOpenOption.READ);
  }

  private DiskFile opened(String name, OpenOption... options) throws IOException {
    Path path = directory.resolve(name);
    try {
      return new RealFile(path, FileChannel.open(path, options));
    } catch (IOException e) {
      throw RealFile.full(path, 0, e)
          ? new FullDiskException(String.valueOf(e.getMessage()), e)
          : e;
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void sync() throws IOException {
    sync(directory);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return directory.toAbsolutePath().normalize().toString();
  }
}
