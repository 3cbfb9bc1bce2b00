package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import org.khue.gateway.journal.DiskFile;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// An open [MemoryFile].
final class MemoryHandle implements DiskFile {
  private final MemoryDisk disk;
  private final MemoryFile file;
  private boolean closed;
  private boolean syncFailed;

  MemoryHandle(MemoryDisk disk, MemoryFile file) {
    this.disk = disk;
    this.file = file;
  }

  @Override
  public void read(ByteBuffer into, long position) throws IOException {
    requireOpen();
    file.read(into, position);
  }

  @Override
  public void write(ByteBuffer from, long position) throws IOException {
    requireOpen();
    requireGood();
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    long growth = position + bytes.length - file.length();
    disk.faults().operation(() -> file.write((int) position, part(bytes)), growth > 0);
    disk.grow(growth);
    file.write((int) position, bytes);
  }

  private byte[] part(byte[] bytes) {
    return Arrays.copyOf(bytes, disk.random().nextInt(bytes.length + 1));
  }

  @Override
  public void sync() throws IOException {
    requireOpen();
    requireGood();
    try {
      disk.faults().operation(() -> {}, false);
      disk.faults().sync();
    } catch (IOException e) {
      syncFailed = true;
      file.failSync(disk.random());
      throw e;
    }
    file.sync();
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return file.length();
  }

  private void requireGood() {
    if (syncFailed && !disk.failedSyncsForgiven()) {
      throw new BrokenPromise(
          Kind.FORBIDDEN, "a descriptor was used again after its sync had failed");
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
