package org.khue.gateway.journal.chaos;

import java.util.random.RandomGenerator;
import org.khue.gateway.journal.Disk;

/// A [MemoryDisk] that can be filled. Each start finds it as a killed process left it.
public final class FillableMemory implements FillableDisk {
  private MemoryDisk disk;

  public FillableMemory(RandomGenerator random) {
    disk = new MemoryDisk(random);
  }

  @Override
  public Disk open() {
    disk = disk.afterKill();
    return disk;
  }

  @Override
  public void fill(long leaveBytes) {
    disk.capacity(disk.bytes() + leaveBytes);
  }

  @Override
  public void free() {
    disk.capacity(Long.MAX_VALUE);
  }

  @Override
  public boolean hasSpare() {
    return disk.list().contains(SmallFileSystem.SPARE);
  }

  @Override
  public String describe() {
    return "a disk in memory";
  }

  @Override
  public void close() {
    // Nothing outlives it.
  }
}
