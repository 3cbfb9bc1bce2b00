package org.khue.cloud.platform.files;

import io.micronaut.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.khue.cloud.platform.problem.ProblemException;

/// Contents on disk: `files/ab/abcd…`, by their SHA-256; what is being received lies in
/// `files/new`.
final class BlobFiles {
  private static final int BUFFER = 64 * 1024;

  private final Path root;
  private final Disk disk;

  BlobFiles(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /// A content that was received and has no name yet.
  record Draft(Path file, long size, byte[] sha256) {}

  /// Receives a content onto the disk.
  ///
  /// @throws ProblemException 413 if it is too large
  Draft receive(InputStream in, long mostBytes) throws IOException {
    Path file = root.resolve("new").resolve(UUID.randomUUID().toString());
    try {
      Draft draft = copy(in, file, mostBytes);
      if (draft.size() > mostBytes) {
        throw new ProblemException(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "The file is larger than "
                + mostBytes
                + " bytes. Make it smaller, then send it again.");
      }
      disk.sync(file);
      return draft;
    } catch (IOException | ProblemException e) {
      try {
        disk.delete(file);
      } catch (IOException left) {
        e.addSuppressed(left); // the cleanup finds it
      }
      throw e;
    }
  }

  private Draft copy(InputStream in, Path file, long mostBytes) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    try (OutputStream out = new DigestOutputStream(disk.create(file), digest)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > mostBytes) {
          break;
        }
        out.write(buffer, 0, read);
      }
    }
    return new Draft(file, size, digest.digest());
  }

  /// Gives a draft its place, unless the same content is there. Done under the lock of the content,
  /// so that no cleanup comes between.
  void place(Draft draft) throws IOException {
    Path place = path(draft.sha256());
    if (Files.exists(place)) {
      disk.touch(place);
    } else {
      disk.publish(draft.file(), place);
    }
  }

  void drop(Draft draft) {
    try {
      disk.delete(draft.file());
    } catch (IOException e) {
      throw new UncheckedIOException("deleting a received file", e);
    }
  }

  Path path(byte[] sha256) {
    String hex = HexFormat.of().formatHex(sha256);
    return root.resolve(hex.substring(0, 2)).resolve(hex);
  }

  /// Hashes of contents that nobody touched since.
  List<byte[]> untouchedSince(Instant moment) throws IOException {
    try (Stream<Path> files = walk(root)) {
      return files
          .filter(file -> name(file).matches("[0-9a-f]{64}") && isOlder(file, moment))
          .map(file -> HexFormat.of().parseHex(name(file)))
          .toList();
    }
  }

  /// Deletes a content, if nobody touched it since.
  boolean delete(byte[] sha256, Instant untouchedSince) throws IOException {
    Path file = path(sha256);
    if (!Files.exists(file) || !isOlder(file, untouchedSince)) {
      return false;
    }
    disk.delete(file);
    return true;
  }

  /// Deletes what was begun to be received before that moment.
  int deleteDrafts(Instant before) throws IOException {
    List<Path> old;
    try (Stream<Path> files = walk(root.resolve("new"))) {
      old = files.filter(file -> isOlder(file, before)).toList();
    }
    for (Path file : old) {
      disk.delete(file);
    }
    return old.size();
  }

  private static Stream<Path> walk(Path directory) throws IOException {
    return Files.isDirectory(directory)
        ? Files.walk(directory, 2).filter(Files::isRegularFile)
        : Stream.empty();
  }

  private static boolean isOlder(Path file, Instant moment) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
