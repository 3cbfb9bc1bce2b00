package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Keeps the [JournalState] in two slots on pages of their own. Unsynced writes go to one slot
/// only, the one that is not the last synced: so a power cut leaves at least that one whole.
final class StateFile implements AutoCloseable {
  static final String NAME = "state";
  private static final int SLOT_BYTES = 4096;

  private final Disk disk;
  private volatile JournalState state;
  private int syncedSlot;
  private boolean unsure;
  private @Nullable DiskFile file;

  private StateFile(Disk disk, DiskFile file, JournalState state, int syncedSlot) {
    this.disk = disk;
    this.file = file;
    this.state = state;
    this.syncedSlot = syncedSlot;
  }

  /// Opens it, or makes it. A file without a whole slot gives [JournalState#NEW]: then the cloud is
  /// asked for its cursors again.
  static StateFile open(Disk disk) throws IOException {
    if (!disk.list().contains(NAME)) {
      return create(disk);
    }
    DiskFile file = disk.open(NAME);
    JournalState first = slot(file, 0);
    JournalState second = slot(file, 1);
    if (first == null && second == null) {
      file.close();
      disk.delete(NAME);
      return create(disk);
    }
    boolean secondIsNewer =
        first == null || (second != null && second.generation() > first.generation());
    JournalState newest = secondIsNewer ? second : first;
    StateFile opened =
        new StateFile(disk, file, java.util.Objects.requireNonNull(newest), secondIsNewer ? 1 : 0);
    opened.rewrite();
    return opened;
  }

  /// What was read may stand in the page cache only, after a killed process or a sync that failed:
  /// written again, it is synced for certain. In its own slot, since the other one may be the only
  /// one on the disk; the same bytes over themselves cannot be torn.
  private void rewrite() throws IOException {
    DiskFile to = java.util.Objects.requireNonNull(file);
    try {
      to.write(state.bytes(), (long) syncedSlot * SLOT_BYTES);
      to.sync();
    } catch (IOException e) {
      closeQuietly(to);
      throw e;
    }
  }

  private static StateFile create(Disk disk) throws IOException {
    DiskFile file = disk.create(NAME);
    file.write(ByteBuffer.allocate(2 * SLOT_BYTES), 0);
    StateFile created = new StateFile(disk, file, JournalState.NEW, 1);
    created.save(JournalState.NEW, 0, true);
    disk.sync();
    return created;
  }

  private static @Nullable JournalState slot(DiskFile file, int slot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(JournalState.BYTES);
    file.read(bytes, (long) slot * SLOT_BYTES);
    return JournalState.of(bytes.flip());
  }

  JournalState state() {
    return state;
  }

  /// Writes the state, and on demand sees to it that it survives a power cut. After a failure the
  /// descriptor is not used again; the last synced slot is untouched. What the other slot holds is
  /// not known then, it may even be the state that could not be saved: so the next one is synced.
  void save(JournalState next, long runMicros, boolean mustSync) throws IOException {
    boolean sync = mustSync || unsure;
    JournalState numbered = next.next(runMicros);
    int slot = 1 - syncedSlot;
    DiskFile to = file == null ? disk.open(NAME) : file;
    file = to;
    try {
      to.write(numbered.bytes(), (long) slot * SLOT_BYTES);
      if (sync) {
        to.sync();
      }
    } catch (IOException e) {
      file = null;
      unsure = true;
      closeQuietly(to);
      throw e;
    }
    state = numbered;
    unsure = false;
    if (sync) {
      syncedSlot = slot;
    }
  }

  private static void closeQuietly(DiskFile broken) {
    try {
      broken.close();
    } catch (IOException alreadyBroken) {
      // The failure that made it broken is on its way to the caller.
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
