package org.khue.gateway.journal;

import java.io.IOException;
import java.util.List;

/// One directory of files: the only way in which the segmented journal touches a disk, so that
/// tests can put another one under it.
public interface Disk extends AutoCloseable {

  /// The names of the files, in no order.
  List<String> list() throws IOException;

  /// A new, empty file.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one of that name
  DiskFile create(String name) throws IOException;

  /// An existing file, to read and write.
  DiskFile open(String name) throws IOException;

  /// An existing file, to read only, with a descriptor of its own.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  DiskFile openToRead(String name) throws IOException;

  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /// Makes creations, renames and deletions survive a power cut.
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
