package org.khue.gateway.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The reports of the last acceptance tests, on disk.
final class Reports {
  static final int MOST = 10;

  /// Their names tell their order: the boot, then the second of that boot.
  private static final String NAME = "test-[0-9]{8}-[0-9]{10}\\.pdf";

  private final Path directory;

  Reports(Path directory) {
    this.directory = directory;
  }

  /// Keeps one; the oldest make room.
  ///
  /// @return its name
  String keep(int boot, long bootSeconds, byte[] pdf) throws IOException {
    Files.createDirectories(directory);
    String name = "test-%08d-%010d.pdf".formatted(boot, bootSeconds);
    Files.write(directory.resolve(name), pdf);
    List<String> names = names();
    for (String old : names.subList(Math.min(MOST, names.size()), names.size())) {
      Files.deleteIfExists(directory.resolve(old));
    }
    return name;
  }

  /// The newest first.
  List<String> names() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches(NAME))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  byte[] read(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }
}
