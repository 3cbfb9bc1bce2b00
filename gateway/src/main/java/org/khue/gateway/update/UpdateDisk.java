package org.khue.gateway.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The only way in which updates change the disk, so that a test can cut the power at each step.
interface UpdateDisk {
  /// Makes a directory and those above it.
  void makeDirectory(Path directory) throws IOException;

  /// A new file with its content, synced. Its directory must be there.
  void write(Path file, InputStream content) throws IOException;

  /// Replaces a small file as a whole, synced with its directory.
  void replace(Path file, String content) throws IOException;

  /// Renames at once; what is there is replaced if it is a file.
  void rename(Path from, Path to) throws IOException;

  /// Makes names in a directory survive a power cut.
  void sync(Path directory) throws IOException;

  /// Deletes a file, or a directory with all in it; a missing one is no error. No order, no sync.
  void delete(Path path) throws IOException;
}
