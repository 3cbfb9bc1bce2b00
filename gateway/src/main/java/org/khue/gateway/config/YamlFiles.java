package org.khue.gateway.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The YAML files of a directory.
final class YamlFiles {
  private YamlFiles() {}

  /// Sorted; empty if there is no such directory.
  static List<Path> in(Path directory) {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.yaml")) {
        found.forEach(files::add);
      } catch (IOException e) {
        return List.of();
      }
    }
    files.sort(null);
    return files;
  }

  /// The ids of the profiles of a directory.
  static List<String> ids(Path directory) {
    return in(directory).stream()
        .map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", ""))
        .toList();
  }
}
