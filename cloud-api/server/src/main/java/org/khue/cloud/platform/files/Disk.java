package org.khue.cloud.platform.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// The disk, as far as stored files need it; a test cuts the power at any of these calls.
interface Disk {

  /// Makes a new file.
  OutputStream create(Path file) throws IOException;

  /// Returns when the file's content is on disk.
  void sync(Path file) throws IOException;

  /// Gives a file its name at once, and returns when the name is on disk.
  void publish(Path from, Path to) throws IOException;

  /// Makes the file look new to the cleanup.
  void touch(Path file) throws IOException;

  /// Deletes a file if it is there.
  void delete(Path file) throws IOException;
}
