package org.khue.gateway.journal.chaos;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A file of a [MemoryDisk]: what a reader sees, what is on the platter, and the writes between.
public final class MemoryFile {
  private static final int SECTOR_BYTES = 512;

  private byte[] content = new byte[0];
  private byte[] platter = new byte[0];
  private List<Write> unsynced = new ArrayList<>();

  private record Write(int position, byte[] bytes) {}

  public int length() {
    return content.length;
  }

  void read(ByteBuffer into, long position) {
    int count = (int) Math.min(into.remaining(), Math.max(0, content.length - position));
    if (count > 0) {
      into.put(content, (int) position, count);
    }
  }

  void write(int position, byte[] bytes) {
    content = put(content, position, bytes, 0, bytes.length);
    unsynced.add(new Write(position, bytes));
  }

  private static byte[] put(byte[] to, int position, byte[] from, int start, int end) {
    byte[] target =
        to.length >= position + end ? to : Arrays.copyOf(to, Math.max(to.length, position + end));
    System.arraycopy(from, start, target, position + start, end - start);
    return target;
  }

  /// Only what was written since the last sync reaches the platter: after one that failed, the
  /// kernel takes the rest for written.
  void sync() {
    for (Write write : unsynced) {
      platter = put(platter, write.position, write.bytes, 0, write.bytes.length);
    }
    unsynced.clear();
  }

  /// The kernel reports that it could not write, and forgets which pages that were: readers still
  /// see them, and the next sync does not try them again.
  void failSync(RandomGenerator random) {
    settle(random);
  }

  /// The power went: what was not synced is there, gone or torn.
  void lose(RandomGenerator random) {
    settle(random);
    content = platter.clone();
  }

  private void settle(RandomGenerator random) {
    int mode = random.nextInt(4);
    for (Write write : unsynced) {
      for (int start = 0; start < write.bytes.length; ) {
        int end =
            Math.min(
                write.bytes.length, start + SECTOR_BYTES - (write.position + start) % SECTOR_BYTES);
        boolean kept = mode == 0 || (mode > 1 && random.nextBoolean());
        if (kept) {
          boolean torn = mode == 3 && random.nextInt(4) == 0;
          int upTo = torn ? start + random.nextInt(end - start + 1) : end;
          platter = put(platter, write.position, write.bytes, start, upTo);
        }
        start = end;
      }
    }
    unsynced = new ArrayList<>();
  }

  /// Turns one bit over, as a worn card does.
  public void flip(int position, int bit) {
    content[position] ^= (byte) (1 << bit);
    platter[position] ^= (byte) (1 << bit);
  }

  /// Gives it another content, synced.
  void replace(byte[] other) {
    content = other.clone();
    platter = other.clone();
    unsynced.clear();
  }

  public byte[] content() {
    return content.clone();
  }
}
