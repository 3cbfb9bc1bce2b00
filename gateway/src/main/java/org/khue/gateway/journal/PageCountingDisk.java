package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what another disk is made to write: each sync of a file writes the pages that changed
/// since the last, whole, as the kernel does.
final class PageCountingDisk implements Disk {
  private static final int PAGE_BYTES = 4096;

  private final Disk disk;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong syncs = new AtomicLong();

  PageCountingDisk(Disk disk) {
    this.disk = disk;
  }

  long bytes() {
    return bytes.get();
  }

  long syncs() {
    return syncs.get();
  }

  @Override
  public List<String> list() throws IOException {
    return disk.list();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new CountedFile(disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new CountedFile(disk.open(name));
  }

  @Override
  public DiskFile openToRead(String name) throws IOException {
    return disk.openToRead(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void sync() throws IOException {
    syncs.incrementAndGet();
    disk.sync();
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  @Override
  public String toString() {
    return disk.toString();
  }

  private final class CountedFile implements DiskFile {
    private final DiskFile file;
    private final Set<Long> pages = new HashSet<>();

    CountedFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      long end = position + from.remaining();
      for (long page = position / PAGE_BYTES; page * PAGE_BYTES < end; page++) {
        pages.add(page);
      }
      file.write(from, position);
    }

    @Override
    public void sync() throws IOException {
      bytes.addAndGet((long) pages.size() * PAGE_BYTES);
      syncs.incrementAndGet();
      pages.clear();
      file.sync();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      bytes.addAndGet((long) pages.size() * PAGE_BYTES);
      pages.clear();
      file.close();
    }
  }
}
