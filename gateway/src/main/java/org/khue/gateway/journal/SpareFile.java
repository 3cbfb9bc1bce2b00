package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A file of zeros, really allocated: the room in which events can still be kept when others have
/// filled the disk. It becomes a segment by being renamed, so that nobody can take the room
/// between.
final class SpareFile {
  static final String NAME = "spare";
  private static final String UNFINISHED = "spare.new";
  private static final int PIECE_BYTES = 64 * 1024;

  private final Disk disk;
  private final int bytes;
  private boolean ready;

  SpareFile(Disk disk, int bytes) throws IOException {
    this.disk = disk;
    this.bytes = bytes;
    this.ready = disk.list().contains(NAME);
  }

  int bytes() {
    return bytes;
  }

  boolean isMissing() {
    return !ready && bytes > 0;
  }

  /// The file's name, once: it is gone from here.
  @Nullable String take() {
    if (!ready) {
      return null;
    }
    ready = false;
    return NAME;
  }

  /// After it could not be used: it may still be there.
  void putBack() throws IOException {
    ready = disk.list().contains(NAME);
  }

  void make() throws IOException {
    disk.delete(UNFINISHED);
    try (DiskFile file = disk.create(UNFINISHED)) {
      for (int at = 0; at < bytes; at += PIECE_BYTES) {
        file.write(ByteBuffer.allocate(Math.min(PIECE_BYTES, bytes - at)), at);
      }
      file.sync();
    } catch (IOException e) {
      disk.delete(UNFINISHED);
      throw e;
    }
    disk.rename(UNFINISHED, NAME);
    disk.sync();
    ready = true;
  }
}
