package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.journal.Disk;
import org.khue.gateway.journal.DiskFile;
import org.khue.gateway.journal.FullDiskException;

/// A disk whose every operation can fail or be the last before a power cut. What was not synced may
/// then be there, be gone, or be torn, sector by sector and name by name, as its random numbers
/// say: the same seed gives the same run.
public final class MemoryDisk implements Disk {
  private final RandomGenerator random;
  private final DiskFaults faults;
  private final Map<String, MemoryFile> durableNames;
  private final Map<String, MemoryFile> names;
  private final List<Consumer<Map<String, MemoryFile>>> unsynced;
  private long capacity = Long.MAX_VALUE;
  private boolean failedSyncsForgiven;

  public MemoryDisk(RandomGenerator random) {
    this(random, new HashMap<>(), new HashMap<>(), new ArrayList<>());
  }

  private MemoryDisk(
      RandomGenerator random,
      Map<String, MemoryFile> durableNames,
      Map<String, MemoryFile> names,
      List<Consumer<Map<String, MemoryFile>>> unsynced) {
    this.random = random;
    this.faults = new DiskFaults(random);
    this.durableNames = durableNames;
    this.names = names;
    this.unsynced = unsynced;
  }

  /// The power goes within the operation that is so many from now (1 is the next).
  public MemoryDisk cutAfter(long count) {
    faults.cutAfter(count);
    return this;
  }

  /// The operation that is so many from now (1 is the next) fails with an I/O error.
  public MemoryDisk failAfter(long count) {
    faults.failAfter(count);
    return this;
  }

  /// The sync that is so many from now (1 is the next) fails with an I/O error.
  public MemoryDisk failSyncAfter(long count) {
    faults.failSyncAfter(count);
    return this;
  }

  /// From now on operations fail at random.
  ///
  /// @param errors how likely any of them ends with an I/O error, 0 to 1
  /// @param full how likely one that takes room finds none, 0 to 1
  public MemoryDisk failAtRandom(double errors, double full) {
    faults.rates(errors, full);
    return this;
  }

  /// From now on every operation fails, until [#failOff()].
  public void failOn() {
    faults.failing(true);
  }

  public void failOff() {
    faults.failing(false);
  }

  /// Whether the operation of [#failAfter(long)] was reached.
  public boolean failed() {
    return faults.failed();
  }

  /// Which sync of the journal failed by [#failSyncAfter(long)]; null if it was not reached.
  public @Nullable String failedSync() {
    return faults.failedSync();
  }

  /// How many syncs there were.
  long syncs() {
    return faults.syncs();
  }

  /// How many operations failed.
  public long injected() {
    return faults.injected();
  }

  /// The files cannot grow beyond this many bytes together.
  public MemoryDisk capacity(long bytes) {
    capacity = bytes;
    return this;
  }

  /// Lets a descriptor be used again after its sync has failed, so that the loss itself shows and
  /// not only the use.
  public MemoryDisk forgiveFailedSyncs() {
    failedSyncsForgiven = true;
    return this;
  }

  boolean failedSyncsForgiven() {
    return failedSyncsForgiven;
  }

  public long bytes() {
    long sum = 0;
    for (MemoryFile file : names.values()) {
      sum += file.length();
    }
    return sum;
  }

  /// The disk as it is found when the power comes back, without faults. This one can no longer be
  /// used.
  public MemoryDisk afterPowerCut() {
    for (Consumer<Map<String, MemoryFile>> change : unsynced) {
      if (random.nextBoolean()) {
        change.accept(durableNames);
      }
    }
    durableNames.values().forEach(file -> file.lose(random));
    return next(new HashMap<>(durableNames), new ArrayList<>());
  }

  /// The disk after the process was killed: the kernel still has all that was written, synced or
  /// not.
  public MemoryDisk afterKill() {
    return next(names, unsynced);
  }

  private MemoryDisk next(
      Map<String, MemoryFile> found, List<Consumer<Map<String, MemoryFile>>> notYetSynced) {
    faults.off();
    MemoryDisk next = new MemoryDisk(random, durableNames, found, notYetSynced).capacity(capacity);
    next.failedSyncsForgiven = failedSyncsForgiven;
    return next;
  }

  /// Another disk with the same files, all of them synced.
  MemoryDisk copy(RandomGenerator itsRandom) {
    MemoryDisk copy = new MemoryDisk(itsRandom);
    names.forEach((name, file) -> {
      MemoryFile own = new MemoryFile();
      own.replace(file.content());
      copy.names.put(name, own);
      copy.durableNames.put(name, own);
    });
    return copy;
  }

  public MemoryFile file(String name) {
    return Objects.requireNonNull(names.get(name));
  }

  DiskFaults faults() {
    return faults;
  }

  void grow(long bytes) throws FullDiskException {
    if (bytes > 0 && capacity < Long.MAX_VALUE && bytes() + bytes > capacity) {
      throw new FullDiskException("No space left on device (injected)");
    }
  }

  RandomGenerator random() {
    return random;
  }

  private void change(Consumer<Map<String, MemoryFile>> how, boolean grows) throws IOException {
    faults.operation(
        () -> {
          if (random.nextBoolean()) {
            unsynced.add(how);
          }
        },
        grows);
    how.accept(names);
    unsynced.add(how);
  }

  @Override
  public List<String> list() {
    return names.keySet().stream().sorted().toList();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    grow(1);
    MemoryFile file = new MemoryFile();
    change(map -> map.put(name, file), true);
    return new MemoryHandle(this, file);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    MemoryFile file = names.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return new MemoryHandle(this, file);
  }

  @Override
  public DiskFile openToRead(String name) throws IOException {
    return open(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    MemoryFile file = names.get(from);
    if (file == null) {
      throw new NoSuchFileException(from);
    }
    change(
        map -> {
          map.remove(from);
          map.put(to, file);
        },
        false);
  }

  @Override
  public void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      change(map -> map.remove(name), false);
    }
  }

  @Override
  public void sync() throws IOException {
    faults.operation(() -> {}, false);
    faults.sync();
    unsynced.clear();
    durableNames.clear();
    durableNames.putAll(names);
  }

  @Override
  public void close() {
    // The memory is the disk.
  }

  @Override
  public String toString() {
    return "a disk in memory";
  }
}
