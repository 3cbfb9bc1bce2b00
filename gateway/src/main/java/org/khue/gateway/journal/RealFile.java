package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A file of a [RealDisk].
final class RealFile implements DiskFile {
  /// Below this a failed write is put down to a full disk, whatever language the error speaks.
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private final Path path;
  private final FileChannel channel;

  RealFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public void read(ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }

  @Override
  public void write(ByteBuffer from, long position) throws IOException {
    int bytes = from.remaining();
    long at = position;
    try {
      while (from.hasRemaining()) {
        at += channel.write(from, at);
      }
    } catch (IOException e) {
      throw full(path, bytes, e) ? new FullDiskException(String.valueOf(e.getMessage()), e) : e;
    }
  }

  /// `fdatasync`: the data and the length, not the times.
  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// Java does not hand on `ENOSPC` and `EDQUOT`, only their texts in the system's language.
  static boolean full(Path path, int bytes, IOException error) {
    String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left") || text.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(path.getParent()).getUsableSpace() < Math.max(bytes, NO_ROOM_BYTES);
    } catch (IOException unknown) {
      return false;
    }
  }
}
