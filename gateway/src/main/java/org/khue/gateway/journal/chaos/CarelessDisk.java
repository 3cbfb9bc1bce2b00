package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.khue.gateway.journal.Disk;
import org.khue.gateway.journal.DiskFile;

/// Makes a journal careless in the way of a [PlantedFault]: since all its I/O goes through the
/// disk, a sync that comes late or never is the same as a journal that does not wait for it.
public final class CarelessDisk implements Disk {
  private final Disk disk;
  private final PlantedFault fault;
  private final Set<DiskFile> late = new LinkedHashSet<>();

  public CarelessDisk(Disk disk, PlantedFault fault) {
    this.disk = disk;
    this.fault = fault;
  }

  /// What was put off is done before anything else.
  private synchronized void catchUp() throws IOException {
    for (DiskFile file : List.copyOf(late)) {
      late.remove(file);
      file.sync();
    }
  }

  private synchronized void putOff(DiskFile file) {
    late.add(file);
  }

  private void sync(DiskFile file) throws IOException {
    switch (fault) {
      case ACKNOWLEDGES_BEFORE_SYNC -> putOff(file);
      case FORGETS_DIRECTORY_SYNC -> file.sync();
      case IGNORES_SYNC_ERRORS -> {
        try {
          file.sync();
        } catch (IOException ignoredOnPurpose) {
          // This is the fault.
        }
      }
    }
  }

  @Override
  public List<String> list() throws IOException {
    return disk.list();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    catchUp();
    return new CarelessFile(disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new CarelessFile(disk.open(name));
  }

  @Override
  public DiskFile openToRead(String name) throws IOException {
    return disk.openToRead(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    catchUp();
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    catchUp();
    disk.delete(name);
  }

  @Override
  public void sync() throws IOException {
    catchUp();
    if (fault != PlantedFault.FORGETS_DIRECTORY_SYNC) {
      disk.sync();
    }
  }

  @Override
  public void close() throws IOException {
    catchUp();
    disk.close();
  }

  @Override
  public String toString() {
    return disk + " (" + fault.label() + ")";
  }

  private final class CarelessFile implements DiskFile {
    private final DiskFile file;

    CarelessFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      catchUp();
      file.write(from, position);
    }

    @Override
    public void sync() throws IOException {
      CarelessDisk.this.sync(file);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      catchUp();
      file.close();
    }
  }
}
