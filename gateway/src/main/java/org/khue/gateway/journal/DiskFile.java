package org.khue.gateway.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file of a [Disk].
public interface DiskFile extends Closeable {

  /// Fills the buffer from there on, as far as the file goes.
  void read(ByteBuffer into, long position) throws IOException;

  /// Writes all that remains in the buffer.
  ///
  /// @throws FullDiskException if there is no room
  void write(ByteBuffer from, long position) throws IOException;

  /// Makes what was written, and the length, survive a power cut. After a failure nothing is known
  /// about what was written since the last success, and the descriptor must not be used again: the
  /// kernel may have forgotten the pages that it could not write.
  void sync() throws IOException;

  long size() throws IOException;
}
