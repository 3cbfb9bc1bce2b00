package org.khue.cloud.platform.backup;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Directories that are there wholly or not at all, also when the power goes.
final class Durable {
  private Durable() {}

  static void write(Path file, byte[] bytes) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (FileOutputStream out = new FileOutputStream(to.toFile())) {
      Files.copy(from, out);
      out.getFD().sync();
    }
  }

  /// Makes a directory that was written under another name appear under its own.
  static void publish(Path written, Path name) throws IOException {
    try (Stream<Path> all = Files.walk(written)) {
      for (Path directory : all.filter(Files::isDirectory).toList()) {
        sync(directory);
      }
    }
    Files.move(written, name, StandardCopyOption.ATOMIC_MOVE);
    Path above = name.toAbsolutePath().getParent();
    if (above != null) {
      sync(above);
    }
  }

  static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.findAny().isEmpty();
    }
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Plain files below a directory, in a fixed order; none if it is not there.
  static List<Path> filesBelow(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void sync(Path directory) throws IOException {
    sync(directory, StandardOpenOption.READ);
  }

  /// Makes a file or a directory outlive a power cut.
  static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
