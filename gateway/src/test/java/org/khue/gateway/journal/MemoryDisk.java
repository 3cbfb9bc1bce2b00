package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A disk whose every operation can fail or be the last before a power cut. What was not synced may
/// then be there, be gone, or be torn, sector by sector and name by name, as its random numbers
/// say: the same seed gives the same run.
final class MemoryDisk implements Disk {
  private final RandomGenerator random;
  private final Map<String, MemoryFile> durableNames;
  private final Map<String, MemoryFile> names;
  private final List<Consumer<Map<String, MemoryFile>>> unsynced = new ArrayList<>();
  private long operations;
  private long cutAt = Long.MAX_VALUE;
  private long failAt = Long.MAX_VALUE;
  private long capacity = Long.MAX_VALUE;
  private boolean syncsIgnored;
  private boolean failing;
  private boolean off;

  MemoryDisk(RandomGenerator random) {
    this(random, new HashMap<>());
  }

  private MemoryDisk(RandomGenerator random, Map<String, MemoryFile> files) {
    this.random = random;
    this.durableNames = files;
    this.names = new HashMap<>(files);
  }

  /// The power goes within the operation that is so many from now (1 is the next).
  MemoryDisk cutAfter(long count) {
    cutAt = operations + count;
    return this;
  }

  /// The operation that is so many from now (1 is the next) fails with an I/O error.
  MemoryDisk failAfter(long count) {
    failAt = operations + count;
    return this;
  }

  /// From now on every operation fails, until [#failOff()].
  void failOn() {
    failing = true;
  }

  void failOff() {
    failing = false;
  }

  boolean failed() {
    return operations >= failAt;
  }

  /// The files cannot grow beyond this many bytes together.
  MemoryDisk capacity(long bytes) {
    capacity = bytes;
    return this;
  }

  /// A planted fault: what calls itself synced is not.
  MemoryDisk ignoreSyncs() {
    syncsIgnored = true;
    return this;
  }

  boolean ignoresSyncs() {
    return syncsIgnored;
  }

  long operations() {
    return operations;
  }

  long bytes() {
    return names.values().stream().mapToLong(MemoryFile::length).sum();
  }

  /// The disk as it is found when the power comes back. This one can no longer be used.
  MemoryDisk afterPowerCut() {
    off = true;
    for (Consumer<Map<String, MemoryFile>> change : unsynced) {
      if (random.nextBoolean()) {
        change.accept(durableNames);
      }
    }
    durableNames.values().forEach(file -> file.lose(random));
    MemoryDisk next = new MemoryDisk(random, durableNames).capacity(capacity);
    next.syncsIgnored = syncsIgnored;
    return next;
  }

  /// The disk after the process was killed: the kernel still has all that was written.
  MemoryDisk afterKill() {
    off = true;
    durableNames.clear();
    durableNames.putAll(names);
    MemoryDisk next = new MemoryDisk(random, durableNames).capacity(capacity);
    next.syncsIgnored = syncsIgnored;
    return next;
  }

  MemoryFile file(String name) {
    return java.util.Objects.requireNonNull(names.get(name));
  }

  /// Counts an operation, and lets it fail or be the last.
  ///
  /// @param half what of it may have happened when the power went
  void operation(Runnable half) throws IOException {
    if (off) {
      throw new PowerCut();
    }
    operations++;
    if (operations >= cutAt) {
      half.run();
      off = true;
      throw new PowerCut();
    }
    if (failing || operations == failAt) {
      half.run();
      throw new IOException("Input/output error (injected)");
    }
  }

  void grow(long bytes) throws FullDiskException {
    if (bytes > 0 && bytes() + bytes > capacity) {
      throw new FullDiskException("No space left on device (injected)");
    }
  }

  RandomGenerator random() {
    return random;
  }

  private void change(Consumer<Map<String, MemoryFile>> how) throws IOException {
    operation(() -> unsynced.add(how));
    how.accept(names);
    unsynced.add(how);
  }

  @Override
  public List<String> list() {
    return List.copyOf(names.keySet());
  }

  @Override
  public DiskFile create(String name) throws IOException {
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    grow(1);
    MemoryFile file = new MemoryFile();
    change(map -> map.put(name, file));
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
    change(map -> {
      map.remove(from);
      map.put(to, file);
    });
  }

  @Override
  public void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      change(map -> map.remove(name));
    }
  }

  @Override
  public void sync() throws IOException {
    operation(() -> {});
    if (!syncsIgnored) {
      unsynced.clear();
      durableNames.clear();
      durableNames.putAll(names);
    }
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "the test's disk";
  }
}
