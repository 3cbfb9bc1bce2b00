package org.khue.gateway.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.khue.contract.update.UpdateFile;
import org.khue.contract.update.UpdatePackage;

/// The files of a version that is to be packed, by their paths in the package.
final class PackedFiles {
  private final SortedMap<String, Path> files = new TreeMap<>();

  private PackedFiles() {}

  /// Everything in a directory.
  static PackedFiles of(Path directory) throws IOException {
    PackedFiles packed = new PackedFiles();
    packed.add("", directory);
    return packed;
  }

  /// What the build has made, as the Debian package lays it out.
  ///
  /// @param home of the sources
  static PackedFiles built(Path home) throws IOException {
    Path target = home.resolve("gateway/target");
    Path data = home.resolve("firmware-config");
    PackedFiles packed = new PackedFiles();
    packed.add("khue-gateway.jar", target.resolve("khue-gateway.jar"));
    packed.add("lib", target.resolve("lib"));
    packed.add("gateway.options", data.resolve("systemd/gateway.options"));
    packed.add("profiles", data.resolve("profiles"));
    packed.add("rooms", data.resolve("rooms"));
    return packed;
  }

  private void add(String name, Path from) throws IOException {
    if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
      files.put(name, from);
      return;
    }
    try (Stream<Path> found = Files.walk(from)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String below = from.relativize(file).toString().replace('\\', '/');
        files.put(name.isEmpty() ? below : name + "/" + below, file);
      }
    }
  }

  List<UpdateFile> listed() throws IOException {
    List<UpdateFile> listed = new ArrayList<>();
    for (var each : files.entrySet()) {
      try (InputStream in = Files.newInputStream(each.getValue())) {
        listed.add(
            new UpdateFile(each.getKey(), Files.size(each.getValue()), UpdatePackage.sha256(in)));
      }
    }
    return listed;
  }

  InputStream open(String path) throws IOException {
    Path file = files.get(path);
    if (file == null) {
      throw new IOException(path + " is not among the files");
    }
    return Files.newInputStream(file);
  }
}
