package org.khue.cloud.platform.files;

import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Objects;

/// The disk of this machine.
@Singleton
@Secondary
final class RealDisk implements Disk {
  private final Clock clock;

  RealDisk(Clock clock) {
    this.clock = clock;
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void publish(Path from, Path to) throws IOException {
    Path directory = Objects.requireNonNull(to.getParent());
    boolean fresh = !Files.isDirectory(directory);
    Files.createDirectories(directory);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directory);
    if (fresh) {
      syncDirectory(Objects.requireNonNull(directory.getParent()));
    }
  }

  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
