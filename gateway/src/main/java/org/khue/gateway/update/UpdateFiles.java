package org.khue.gateway.update;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.khue.contract.update.UpdateException;
import org.khue.contract.update.UpdateFile;
import org.khue.contract.update.UpdateManifest;
import org.khue.contract.update.UpdatePackage;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory of updates:
///
/// - `pointer`: which versions there are to start; the launcher reads it
/// - `starts`: the launcher's count of starts since a version was last known to do well
/// - `state.json`: what the gateway remembers
/// - `versions/SEQUENCE/`: a version, whole whenever it bears that name, with `SHA256SUMS` and
///   `manifest.json`; nothing is written into it any more but the start-up cache
/// - `incoming/`: packages that wait to be taken
final class UpdateFiles {
  static final String SUFFIX = ".khue-update";

  private static final Logger log = LoggerFactory.getLogger(UpdateFiles.class);
  private static final String SUMS = "SHA256SUMS";
  private static final String MANIFEST = "manifest.json";

  /// More than that is left free for the journal.
  private static final long SPARE_BYTES = 64L * 1024 * 1024;

  private final Path directory;
  private final UpdateDisk disk;

  UpdateFiles(Path directory, UpdateDisk disk) {
    this.directory = directory;
    this.disk = disk;
  }

  Path incoming() {
    return directory.resolve("incoming");
  }

  Path version(long sequence) {
    return directory.resolve("versions").resolve(Long.toString(sequence));
  }

  Pointer pointer() throws IOException {
    return DurableFile.read(directory.resolve("pointer"))
        .map(Pointer::parse)
        .orElse(Pointer.PACKAGED);
  }

  void save(Pointer pointer) throws IOException {
    disk.replace(directory.resolve("pointer"), pointer.text());
  }

  /// A damaged file counts as none: what was here once is then told by the pointer alone.
  UpdateState state() {
    Path file = directory.resolve("state.json");
    try {
      var text = DurableFile.read(file);
      if (text.isPresent()) {
        return JsonCodec.read(text.get().getBytes(StandardCharsets.UTF_8), UpdateState.class);
      }
    } catch (IOException e) {
      log.error("{} cannot be read and counts as empty: {}", file, e.toString());
    }
    return UpdateState.NONE;
  }

  void save(UpdateState state) throws IOException {
    disk.replace(
        directory.resolve("state.json"),
        new String(JsonCodec.write(state), StandardCharsets.UTF_8));
  }

  /// What runs does well: the launcher counts anew.
  void clearStarts() throws IOException {
    Path starts = directory.resolve("starts");
    if (Files.exists(starts)) {
      disk.delete(starts);
      disk.sync(directory);
    }
  }

  /// The version as people know it; empty if it is not here.
  String name(long sequence) {
    try {
      byte[] manifest = Files.readAllBytes(version(sequence).resolve(MANIFEST));
      return JsonCodec.read(manifest, UpdateManifest.class).version();
    } catch (IOException e) {
      log.debug("Sequence {} has no manifest here: {}", sequence, e.toString());
      return "";
    }
  }

  /// Packages that wait, the earliest name first.
  List<Path> waiting() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming(), "*" + SUFFIX)) {
      files.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  void forget(Path incoming) throws IOException {
    disk.delete(incoming);
  }

  /// Unpacks a version beside the others. When it returns, `versions/SEQUENCE` is whole and on
  /// disk; when it throws, or the power is cut, there is none of that name.
  void unpack(UpdatePackage from, UpdateManifest manifest) throws IOException, UpdateException {
    Path versions = directory.resolve("versions");
    Path beside = versions.resolve("new");
    disk.makeDirectory(versions);
    disk.delete(beside);
    Path there = version(manifest.sequence());
    disk.delete(there);
    requireRoom(manifest);
    SortedSet<Path> folders = folders(beside, manifest);
    for (Path folder : folders) {
      disk.makeDirectory(folder);
    }
    try {
      from.copy(manifest, (file, content) -> disk.write(beside.resolve(file.path()), content));
      write(beside.resolve(SUMS), sums(manifest));
      write(beside.resolve(MANIFEST), new String(from.head().manifest(), StandardCharsets.UTF_8));
      for (Path folder : folders) {
        disk.sync(folder);
      }
      disk.rename(beside, there);
      disk.sync(versions);
      disk.sync(directory);
    } catch (IOException | UpdateException e) {
      tidied(beside);
      throw e;
    }
  }

  /// All that the files lie in, outer ones first.
  private static SortedSet<Path> folders(Path beside, UpdateManifest manifest) {
    SortedSet<Path> folders = new TreeSet<>(List.of(beside));
    for (UpdateFile file : manifest.files()) {
      Path folder = beside.resolve(file.path()).getParent();
      while (folder != null && folders.add(folder)) {
        folder = folder.getParent();
      }
    }
    return folders;
  }

  private void tidied(Path beside) {
    try {
      disk.delete(beside);
    } catch (IOException e) {
      log.warn("{} stays until the next update: {}", beside, e.toString());
    }
  }

  private void requireRoom(UpdateManifest manifest) throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    long needed = manifest.bytes() + SPARE_BYTES;
    if (free < needed) {
      throw new IOException(
          "the disk has "
              + (free >> 20)
              + " MiB free, the update needs "
              + (needed >> 20)
              + " MiB: make room");
    }
  }

  private void write(Path file, String content) throws IOException {
    disk.write(file, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  /// As `sha256sum --check` reads it.
  private static String sums(UpdateManifest manifest) {
    StringBuilder text = new StringBuilder();
    for (UpdateFile file : manifest.files()) {
      text.append(file.sha256()).append("  ").append(file.path()).append('\n');
    }
    return text.toString();
  }

  /// Deletes versions that the pointer does not name.
  void tidy(Pointer pointer) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.resolve("versions"))) {
      for (Path each : found) {
        String name = String.valueOf(each.getFileName());
        if (!name.matches("[1-9][0-9]{0,14}") || !pointer.names(Long.parseLong(name))) {
          disk.delete(each);
        }
      }
    } catch (NoSuchFileException e) {
      log.debug("No update was here yet");
    } catch (IOException e) {
      log.warn("Old versions in {} stay: {}", directory, e.toString());
    }
  }
}
